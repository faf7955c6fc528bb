variable "sync_memory_mb" {
  description = "Memory of each copy of sync; processor time comes with it. What docs/cost.md has of 256 to 1769 MB: less is cheaper where sync waits, and slower where it works."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.sync_memory_mb >= 256 && var.sync_memory_mb <= 10240
    error_message = "Sync has 256 to 10240 MB of memory."
  }
}

variable "sync_timeout_seconds" {
  description = "Longest invocation of sync. The longest answer, 200 MB at 2 MB a second after the first 6 MB, takes 97 s; event streams live as long as this."
  type        = number
  default     = 120
  nullable    = false

  validation {
    condition     = var.sync_timeout_seconds >= 30 && var.sync_timeout_seconds <= 900
    error_message = "An invocation of sync lasts 30 to 900 seconds."
  }
}

variable "sync_reserved_concurrency" {
  description = "Most copies of sync at one time, a bound for the bill. Unset by default: it is taken from the account's limit, of which 100 must stay unreserved, and new accounts have as few as 10 in all."
  type        = number
  default     = null

  validation {
    condition     = var.sync_reserved_concurrency == null ? true : var.sync_reserved_concurrency >= 1
    error_message = "The reserved concurrency is unset or at least 1; 0 would switch the node off."
  }
}

variable "maintenance_memory_mb" {
  description = "Memory of maintenance."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.maintenance_memory_mb >= 256 && var.maintenance_memory_mb <= 10240
    error_message = "Maintenance has 256 to 10240 MB of memory."
  }
}

variable "maintenance_schedule" {
  description = "When maintenance runs, as EventBridge has it."
  type        = string
  default     = "rate(15 minutes)"
  nullable    = false

  validation {
    condition     = can(regex("^(rate|cron)\\(.+\\)$", var.maintenance_schedule))
    error_message = "The schedule is rate(…) or cron(…), rate(15 minutes) for example."
  }
}

variable "log_retention_days" {
  description = "How long the logs of the functions are kept."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 days or one of its longer terms; not for ever."
  }
}
