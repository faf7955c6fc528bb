variable "point_in_time_recovery_days" {
  description = "To which of the last days the table can be restored; 0 switches it off. For so long it keeps the ciphertext of what was purged or deleted, if it was pushed alone and is small."
  type        = number
  default     = 35
  nullable    = false

  validation {
    condition     = var.point_in_time_recovery_days >= 0 && var.point_in_time_recovery_days <= 35
    error_message = "Point-in-time recovery goes back 1 to 35 days; 0 switches it off."
  }
}

variable "generation" {
  description = "Which life of the table this is. After the table was restored to an earlier time: a number that was never used before, usually one more."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.generation >= 1 && var.generation <= 1000000 && floor(var.generation) == var.generation
    error_message = "The generation is a whole number from 1 to 1000000."
  }
}

variable "table_name" {
  description = "Name of the table. Unset, it is that of the node with -data at its end; a restored table has another name."
  type        = string
  default     = null

  validation {
    condition     = var.table_name == null ? true : can(regex("^[A-Za-z0-9_.-]{3,255}$", var.table_name))
    error_message = "The name of a table has 3 to 255 letters, digits, underscores, hyphens and dots."
  }
}

variable "stopped" {
  description = "Whether no function runs: none may have a copy, and the schedules are off. For restoring the table."
  type        = bool
  default     = false
  nullable    = false
}

variable "maintenance_enabled" {
  description = "Whether maintenance runs on its schedule. Off only after a restore, until it is certain that its time was chosen well."
  type        = bool
  default     = true
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether table and bucket are kept from a destroy. Switched off together with force_destroy = true, by an apply of its own, before a destroy; switched off alone it protects still."
  type        = bool
  default     = true
  nullable    = false
}

variable "force_destroy" {
  description = "Whether a destroy deletes the table, the objects, and the secrets at once. Alone it does nothing: deletion_protection must be off too."
  type        = bool
  default     = false
  nullable    = false
}

variable "deleted_objects_days" {
  description = "For how long S3 keeps objects after maintenance has deleted them; 0 is not at all. What was pushed alone and is small is in the table instead: see point_in_time_recovery_days."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.deleted_objects_days >= 0 && var.deleted_objects_days <= 365
    error_message = "Deleted objects are kept for 0 to 365 days."
  }
}

variable "table_throughput_limit" {
  description = "Most request units a second of the table, a bound for the bill; what is over it is throttled. Unset is the account's limit."
  type = object({
    read_units  = number
    write_units = number
  })
  default = null

  validation {
    condition     = var.table_throughput_limit == null ? true : min(var.table_throughput_limit.read_units, var.table_throughput_limit.write_units) >= 100
    error_message = "A table that is limited to fewer than 100 units a second answers nobody: raise both limits or unset them."
  }
}

variable "kms_key_arn" {
  description = "A key of yours for table, buckets, secrets, logs and variables. Its policy must let the functions' roles, CloudWatch Logs and Lambda use it. Unset: keys of AWS."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "The key is named by its ARN, arn:aws:kms:REGION:ACCOUNT:key/ID; an alias would change under the data."
  }
}

variable "secret_recovery_days" {
  description = "For how long a deleted secret can be restored; 0 deletes at once, and so does a destroy that was prepared."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.secret_recovery_days == 0 || (var.secret_recovery_days >= 7 && var.secret_recovery_days <= 30)
    error_message = "A deleted secret can be restored for 7 to 30 days; 0 deletes at once."
  }
}

variable "permissions_boundary_arn" {
  description = "Permissions boundary of the functions' roles."
  type        = string
  default     = null
}
