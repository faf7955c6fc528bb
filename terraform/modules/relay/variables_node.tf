# What every node can be told: the variables of the module region, which has their defaults and refuses what cannot be.

variable "sync_memory_mb" {
  description = "Memory of each copy of sync; processor time comes with it. What docs/cost.md has of 256 to 1769 MB: less is cheaper where sync waits, and slower where it works."
  type        = number
  default     = null
}

variable "sync_timeout_seconds" {
  description = "Longest invocation of sync. The longest answer, 200 MB at 2 MB a second after the first 6 MB, takes 97 s; event streams live as long as this."
  type        = number
  default     = null
}

variable "sync_reserved_concurrency" {
  description = "Most copies of sync at one time, a bound for the bill. Unset by default: it is taken from the account's limit, of which 100 must stay unreserved, and new accounts have as few as 10 in all."
  type        = number
  default     = null
}

variable "maintenance_memory_mb" {
  description = "Memory of maintenance."
  type        = number
  default     = null
}

variable "maintenance_schedule" {
  description = "When maintenance runs, as EventBridge has it."
  type        = string
  default     = null
}

variable "log_retention_days" {
  description = "How long the logs of the functions are kept."
  type        = number
  default     = null
}

variable "point_in_time_recovery_days" {
  description = "To which of the last days the table can be restored; 0 switches it off. For so long it keeps the ciphertext of what was purged or deleted, if it was pushed alone and is small."
  type        = number
  default     = null
}

variable "generation" {
  description = "Which life of the table this is. After the table was restored to an earlier time: a number that was never used before, usually one more."
  type        = number
  default     = null
}

variable "table_name" {
  description = "Name of the table. Unset, it is that of the node with -data at its end; a restored table has another name."
  type        = string
  default     = null
}

variable "stopped" {
  description = "Whether no function runs: none may have a copy, and the schedules are off. For restoring the table."
  type        = bool
  default     = null
}

variable "maintenance_enabled" {
  description = "Whether maintenance runs on its schedule. Off only after a restore, until it is certain that its time was chosen well."
  type        = bool
  default     = null
}

variable "deletion_protection" {
  description = "Whether table and bucket are kept from a destroy. Switched off together with force_destroy = true, by an apply of its own, before a destroy; switched off alone it protects still."
  type        = bool
  default     = null
}

variable "force_destroy" {
  description = "Whether a destroy deletes the table, the objects, and the secrets at once. Alone it does nothing: deletion_protection must be off too."
  type        = bool
  default     = null
}

variable "deleted_objects_days" {
  description = "For how long S3 keeps objects after maintenance has deleted them; 0 is not at all. What was pushed alone and is small is in the table instead: see point_in_time_recovery_days."
  type        = number
  default     = null
}

variable "table_throughput_limit" {
  description = "Most request units a second of the table, a bound for the bill; what is over it is throttled. Unset is the account's limit."
  type = object({
    read_units  = number
    write_units = number
  })
  default = null
}

variable "kms_key_arn" {
  description = "A key of yours for table, buckets, secrets, logs and variables. Its policy must let the functions' roles, CloudWatch Logs and Lambda use it. Unset: keys of AWS."
  type        = string
  default     = null
}

variable "secret_recovery_days" {
  description = "For how long a deleted secret can be restored; 0 deletes at once, and so does a destroy that was prepared."
  type        = number
  default     = null
}

variable "permissions_boundary_arn" {
  description = "Permissions boundary of the functions' roles."
  type        = string
  default     = null
}

variable "signaling" {
  description = "The WebSocket API at which devices meet: output for_node of the module signaling. Unset: there is none."
  type = object({
    url             = string
    endpoint        = string
    connection_arns = list(string)
  })
  default = null
}

variable "notify_memory_mb" {
  description = "Memory of each copy of notify, for which nobody waits."
  type        = number
  default     = null
}

variable "signaling_memory_mb" {
  description = "Memory of each copy of signaling."
  type        = number
  default     = null
}

variable "stun_urls" {
  description = "STUN servers that devices are told of, stun:stun.example.org:3478 for example."
  type        = list(string)
  default     = null
}

variable "turn_urls" {
  description = "A TURN server of yours with use-auth-secret, turns:turn.example.org:5349 for example. Devices get credentials for it that end after 12 hours."
  type        = list(string)
  default     = null
}

variable "turn_secret" {
  description = "static-auth-secret of the TURN server. It goes to Secrets Manager, and into no plan and no state. Written when turn_secret_version changes."
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true
}

variable "turn_secret_version" {
  description = "Raise it to write turn_secret. 0: you write it yourself, with aws secretsmanager put-secret-value."
  type        = number
  default     = null
}

variable "cloudfront" {
  description = "Whether clients come through CloudFront. The function URL then answers nobody else."
  type        = bool
  default     = null
}

variable "domain_name" {
  description = "A domain of yours for the node. Needs cloudfront, and zone_id or certificate_arn."
  type        = string
  default     = null
}

variable "zone_id" {
  description = "Route 53 zone of the domain, in which the records are made. Unset: point a CNAME at distribution_domain_name yourself."
  type        = string
  default     = null
}

variable "certificate_arn" {
  description = "A certificate of yours for the domain, in us-east-1. Unset: one is made and proven through the zone."
  type        = string
  default     = null
}

variable "cloudfront_price_class" {
  description = "From where CloudFront answers: PriceClass_100 (North America, Europe), PriceClass_200 or PriceClass_All."
  type        = string
  default     = null
}

variable "waf_rate_limit" {
  description = "Requests of one address in five minutes after which a firewall blocks it for a while; unset is no firewall. A client that pulls sends some hundreds a minute. Needs cloudfront."
  type        = number
  default     = null
}

variable "origin_key_rotation_schedule" {
  description = "When the key is replaced by which CloudFront proves itself, as EventBridge has it."
  type        = string
  default     = null
}

variable "system_config_json" {
  description = "Who may use /system/*, until that is replaced through its route. Nobody by default."
  type        = string
  default     = null
}

variable "change_events" {
  description = "Whether clients may hold an event stream open, each of which is billed by the second."
  type        = bool
  default     = null
}

variable "cors_origins" {
  description = "Origins whose browser programs are let in."
  type        = list(string)
  default     = null
}

variable "system_allowed_ips" {
  description = "Addresses and networks from which /system/* is answered; * is everywhere."
  type        = list(string)
  default     = null
}

variable "allow_insecure_sync_servers" {
  description = "Whether sync servers may have http and private addresses; for tests."
  type        = bool
  default     = null
}

variable "tenant_deletion_delay" {
  description = "How long a deleted tenant can be restored."
  type        = string
  default     = null
}

variable "tell_cost" {
  description = "Whether answers to callers who have logged in say what they cost, in the header Blindhop-Cost; for development."
  type        = bool
  default     = null
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
  default = null
}

variable "tenant_quota" {
  description = "What a tenant may store, if nothing else was set for it: a whole number, or unlimited."
  type = object({
    entries = optional(string, "unlimited")
    bytes   = optional(string, "unlimited")
  })
  default = null
}
