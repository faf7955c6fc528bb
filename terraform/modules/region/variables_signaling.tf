variable "signaling" {
  description = "The WebSocket API at which devices meet: output for_node of the module signaling. Unset: there is none."
  type = object({
    url             = string
    endpoint        = string
    connection_arns = list(string)
  })
  default = null

  validation {
    condition     = var.signaling == null ? true : can(regex("^wss://[^?]+[^/?]$", var.signaling.url)) && can(regex("^https://[^?]+[^/?]$", var.signaling.endpoint))
    error_message = "The URL begins with wss://, the endpoint with https://, and neither ends with a slash."
  }
}

variable "notify_memory_mb" {
  description = "Memory of each copy of notify, for which nobody waits."
  type        = number
  default     = 256
  nullable    = false

  validation {
    condition     = var.notify_memory_mb >= 256 && var.notify_memory_mb <= 10240
    error_message = "Notify has 256 to 10240 MB of memory."
  }
}

variable "signaling_memory_mb" {
  description = "Memory of each copy of signaling."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.signaling_memory_mb >= 256 && var.signaling_memory_mb <= 10240
    error_message = "Signaling has 256 to 10240 MB of memory."
  }
}

variable "stun_urls" {
  description = "STUN servers that devices are told of, stun:stun.example.org:3478 for example."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for url in var.stun_urls : can(regex("^stuns?:[^, ]+$", url))])
    error_message = "A STUN server is stun:HOST:PORT or stuns:HOST:PORT."
  }
}

variable "turn_urls" {
  description = "A TURN server of yours with use-auth-secret, turns:turn.example.org:5349 for example. Devices get credentials for it that end after 12 hours."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for url in var.turn_urls : can(regex("^turns?:[^, ]+$", url))])
    error_message = "A TURN server is turn:HOST:PORT or turns:HOST:PORT, perhaps with ?transport=udp."
  }
}

variable "turn_secret" {
  description = "static-auth-secret of the TURN server. It goes to Secrets Manager, and into no plan and no state. Written when turn_secret_version changes."
  type        = string
  default     = ""
  nullable    = false
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = var.turn_secret == "" ? var.turn_secret_version == 0 : length(var.turn_secret) >= 16
    error_message = "The secret of the TURN server has at least 16 characters; without it turn_secret_version must be 0."
  }
}

variable "turn_secret_version" {
  description = "Raise it to write turn_secret. 0: you write it yourself, with aws secretsmanager put-secret-value."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.turn_secret_version >= 0 && floor(var.turn_secret_version) == var.turn_secret_version
    error_message = "The version is a whole number, and 0 if Terraform is not to write the secret."
  }
}
