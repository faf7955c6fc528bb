variable "name" {
  description = "Begins the names of all resources."
  type        = string
  default     = "blindhop"
}

variable "region" {
  description = "Where the node is."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region is one of AWS, eu-central-1 for example."
  }
}

variable "package_file" {
  description = "The zip that `./blindhop package` makes."
  type        = string
}

variable "system_config_json" {
  description = "Who may use /system/*; nobody by default."
  type        = string
  default     = "{\"capabilities\":{}}"
}

variable "cors_origins" {
  description = "Origins whose browser programs are let in."
  type        = list(string)
  default     = []
}

variable "stun_urls" {
  description = "STUN servers that devices are told of."
  type        = list(string)
  default     = []
}

variable "turn_urls" {
  description = "A TURN server of yours with use-auth-secret."
  type        = list(string)
  default     = []
}

variable "turn_secret" {
  description = "Its static-auth-secret, which is in no plan and no state: TF_VAR_turn_secret=…"
  type        = string
  default     = ""
  sensitive   = true
  ephemeral   = true
}

variable "turn_secret_version" {
  description = "Raise it to write turn_secret."
  type        = number
  default     = 0
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
