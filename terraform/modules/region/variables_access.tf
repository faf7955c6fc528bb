# What the functions are told; README.md and docs/limits.md of the repository explain each.

variable "system_config_json" {
  description = "Who may use /system/*, until that is replaced through its route. Nobody by default."
  type        = string
  default     = "{\"capabilities\":{}}"
  nullable    = false

  validation {
    condition     = can(jsondecode(var.system_config_json).capabilities)
    error_message = "The system configuration is a JSON object with \"capabilities\"."
  }
}

variable "change_events" {
  description = "Whether clients may hold an event stream open, each of which is billed by the second."
  type        = bool
  default     = false
  nullable    = false
}

variable "cors_origins" {
  description = "Origins whose browser programs are let in."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for origin in var.cors_origins : origin == "*" || can(regex("^[a-z]+://[^/,]+$", origin))])
    error_message = "An origin is scheme://host or scheme://host:port without a slash at the end, or *."
  }
}

variable "system_allowed_ips" {
  description = "Addresses and networks from which /system/* is answered; * is everywhere."
  type        = list(string)
  default     = ["*"]
  nullable    = false

  validation {
    condition     = length(var.system_allowed_ips) > 0 && alltrue([for ip in var.system_allowed_ips : can(regex("^([*]|[0-9a-fA-F.:]+(/[0-9]{1,3})?)$", ip))])
    error_message = "Each is an address, a network such as 192.0.2.0/24, or *; an empty list would mean everywhere."
  }
}

variable "allow_insecure_sync_servers" {
  description = "Whether sync servers may have http and private addresses; for tests."
  type        = bool
  default     = false
  nullable    = false
}

variable "tenant_deletion_delay" {
  description = "How long a deleted tenant can be restored."
  type        = string
  default     = "7d"
  nullable    = false

  validation {
    condition     = can(regex("^[1-9][0-9]{0,3}[dh]$", var.tenant_deletion_delay))
    error_message = "The delay is a number of days or hours, 7d or 12h."
  }
}

variable "tell_cost" {
  description = "Whether answers to callers who have logged in say what they cost, in the header Blindhop-Cost; for development."
  type        = bool
  default     = false
  nullable    = false
}

variable "rate_limits" {
  description = "Requests a minute; 0 switches a limit off."
  type = object({
    address        = optional(number, 3620)
    authentication = optional(number, 120)
    registration   = optional(number, 60)
    system         = optional(number, 300)
    sync           = optional(number, 3000)
    device         = optional(number, 60)
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for rate in values(var.rate_limits) : rate >= 0 && rate <= 1000000 && floor(rate) == rate])
    error_message = "A rate is a whole number of requests a minute from 0 to 1000000."
  }
}

variable "tenant_quota" {
  description = "What a tenant may store, if nothing else was set for it: a whole number, or unlimited."
  type = object({
    entries = optional(string, "unlimited")
    bytes   = optional(string, "unlimited")
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for limit in values(var.tenant_quota) : can(regex("^([0-9]{1,18}|unlimited)$", limit))])
    error_message = "A quota is a whole number from 0, or unlimited."
  }
}
