variable "name" {
  description = "Begins the names of all resources."
  type        = string
  default     = "blindhop"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,15}$", var.name))
    error_message = "The name has 2 to 16 small letters, digits and hyphens, and begins with a letter."
  }
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

variable "hop_region" {
  description = "Where the hop is."
  type        = string
  default     = "us-east-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.hop_region))
    error_message = "The region is one of AWS, us-east-1 for example."
  }
}

variable "domain_name" {
  description = "The domain of the node."
  type        = string
}

variable "zone_id" {
  description = "Route 53 zone of the domain."
  type        = string
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

variable "system_allowed_ips" {
  description = "Addresses and networks from which /system/* is answered."
  type        = list(string)
  default     = ["*"]
}

variable "cors_origins" {
  description = "Origins whose browser programs are let in."
  type        = list(string)
  default     = []
}

variable "sync_reserved_concurrency" {
  description = "Most copies of sync at one time. Unset by default: new accounts have too few to reserve any."
  type        = number
  default     = null
}

variable "signaling_domain_name" {
  description = "A domain for the WebSocket API. Unset: the address that API Gateway gives it."
  type        = string
  default     = null
}

variable "signaling_certificate_arn" {
  description = "A certificate for that domain, in the region of the node."
  type        = string
  default     = null
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

variable "alarm_emails" {
  description = "Who is told of alarms."
  type        = set(string)
}

variable "monthly_budget_usd" {
  description = "What the account may cost in a month before somebody is told."
  type        = number
  default     = 100
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
