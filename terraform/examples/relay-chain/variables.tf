variable "name" {
  description = "Begins the names of all resources; a letter for each node follows."
  type        = string
  default     = "blindhop"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,17}$", var.name))
    error_message = "The name has 2 to 18 small letters, digits and hyphens, and begins with a letter."
  }
}

variable "origin_region" {
  description = "Where everything is kept."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.origin_region))
    error_message = "The region is one of AWS, eu-central-1 for example."
  }
}

variable "cache_region" {
  description = "Where the cache is."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.cache_region))
    error_message = "The region is one of AWS, us-east-1 for example."
  }
}

variable "passthrough_region" {
  description = "Where the passthrough is."
  type        = string
  default     = "ap-southeast-2"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.passthrough_region))
    error_message = "The region is one of AWS, ap-southeast-2 for example."
  }
}

variable "package_file" {
  description = "The zip that `./blindhop package` makes."
  type        = string
}

variable "system_config_json" {
  description = "Who may use /system/* of the three nodes; nobody by default."
  type        = string
  default     = "{\"capabilities\":{}}"
}

variable "deletion_protection" {
  description = "Switch off, and apply, before a destroy."
  type        = bool
  default     = true
}

variable "force_destroy" {
  description = "Whether a destroy deletes the ciphertext too."
  type        = bool
  default     = false
}
