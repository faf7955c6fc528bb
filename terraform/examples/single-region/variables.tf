variable "region" {
  description = "Where the node is."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region is one of AWS, eu-central-1 for example."
  }
}

variable "name" {
  description = "Begins the names of all resources."
  type        = string
  default     = "blindhop"
}

variable "package_file" {
  description = "The zip that `./blindhop package` makes."
  type        = string
}

variable "package_architecture" {
  description = "Of the executables in the package, which are x86_64 as released; arm64 is for a package of your own."
  type        = string
  default     = "x86_64"
}

variable "system_config_json" {
  description = "Who may use /system/*; nobody by default."
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

variable "alarm_emails" {
  description = "Who is told of alarms."
  type        = set(string)
  default     = []
}

variable "monthly_budget_usd" {
  description = "What the account may cost in a month before somebody is told; unset is no budget."
  type        = number
  default     = null
}
