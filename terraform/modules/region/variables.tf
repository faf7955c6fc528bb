variable "name" {
  description = "Begins the names of all resources of this node; one name per node and region of an account."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,18}[a-z0-9]$", var.name))
    error_message = "The name has 3 to 20 small letters, digits and hyphens, begins with a letter and does not end with a hyphen."
  }
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

################################################################################
# Package
################################################################################

variable "package_file" {
  description = "The zip that `./blindhop package` makes."
  type        = string

  validation {
    condition     = endswith(var.package_file, ".zip") && fileexists(var.package_file)
    error_message = "The package is a zip file that exists; ./blindhop package makes one."
  }
}

variable "package_architecture" {
  description = "Of the executables in the package: x86_64 or arm64."
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.package_architecture)
    error_message = "The architecture is x86_64 or arm64."
  }
}

################################################################################
# Functions
################################################################################

variable "sync_memory_mb" {
  description = "Memory of each copy of sync; processor time comes with it. What docs/cost.md has of 256 to 1769 MB: less is cheaper where sync waits, and slower where it works."
  type        = number
  default     = 512

  validation {
    condition     = var.sync_memory_mb >= 256 && var.sync_memory_mb <= 10240
    error_message = "Sync has 256 to 10240 MB of memory."
  }
}

variable "sync_timeout_seconds" {
  description = "Longest invocation of sync. The longest answer, 200 MB at 2 MB a second after the first 6 MB, takes 97 s; event streams live as long as this."
  type        = number
  default     = 120

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

  validation {
    condition     = var.maintenance_memory_mb >= 256 && var.maintenance_memory_mb <= 10240
    error_message = "Maintenance has 256 to 10240 MB of memory."
  }
}

variable "maintenance_schedule" {
  description = "When maintenance runs, as EventBridge has it."
  type        = string
  default     = "rate(15 minutes)"

  validation {
    condition     = can(regex("^(rate|cron)\\(.+\\)$", var.maintenance_schedule))
    error_message = "The schedule is rate(…) or cron(…), rate(15 minutes) for example."
  }
}

variable "log_retention_days" {
  description = "How long the logs of the functions are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 days or one of its longer terms; not for ever."
  }
}

################################################################################
# Storage
################################################################################

variable "point_in_time_recovery_days" {
  description = "To which of the last days the table can be restored; 0 switches it off."
  type        = number
  default     = 35

  validation {
    condition     = var.point_in_time_recovery_days >= 0 && var.point_in_time_recovery_days <= 35
    error_message = "Point-in-time recovery goes back 1 to 35 days; 0 switches it off."
  }
}

variable "generation" {
  description = "Which life of the table this is. After the table was restored to an earlier time: a number that was never used before, usually one more."
  type        = number
  default     = 1

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
  description = "Whether no function runs: none may have a copy, and the schedule of maintenance is off. For restoring the table."
  type        = bool
  default     = false
}

variable "maintenance_enabled" {
  description = "Whether maintenance runs on its schedule. Off only after a restore, until it is certain that its time was chosen well."
  type        = bool
  default     = true
}

variable "deletion_protection" {
  description = "Whether DynamoDB refuses to delete the table. Must be switched off, by an apply of its own, before a destroy."
  type        = bool
  default     = true
}

variable "force_destroy" {
  description = "Whether a destroy deletes the objects too. Otherwise S3 refuses to delete a bucket that has any."
  type        = bool
  default     = false
}

variable "deleted_objects_days" {
  description = "For how long S3 keeps objects after maintenance has deleted them. 0 is not at all: what was purged is gone."
  type        = number
  default     = 0

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
  description = "For how long a deleted secret can be restored; 0 deletes at once."
  type        = number
  default     = 7

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

################################################################################
# Signaling
################################################################################

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

  validation {
    condition     = var.notify_memory_mb >= 256 && var.notify_memory_mb <= 10240
    error_message = "Notify has 256 to 10240 MB of memory."
  }
}

variable "signaling_memory_mb" {
  description = "Memory of each copy of signaling."
  type        = number
  default     = 512

  validation {
    condition     = var.signaling_memory_mb >= 256 && var.signaling_memory_mb <= 10240
    error_message = "Signaling has 256 to 10240 MB of memory."
  }
}

variable "stun_urls" {
  description = "STUN servers that devices are told of, stun:stun.example.org:3478 for example."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for url in var.stun_urls : can(regex("^stuns?:[^, ]+$", url))])
    error_message = "A STUN server is stun:HOST:PORT or stuns:HOST:PORT."
  }
}

variable "turn_urls" {
  description = "A TURN server of yours with use-auth-secret, turns:turn.example.org:5349 for example. Devices get credentials for it that end after 12 hours."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for url in var.turn_urls : can(regex("^turns?:[^, ]+$", url))])
    error_message = "A TURN server is turn:HOST:PORT or turns:HOST:PORT, perhaps with ?transport=udp."
  }
}

variable "turn_secret" {
  description = "static-auth-secret of the TURN server. It goes to Secrets Manager, and into no plan and no state. Written when turn_secret_version changes."
  type        = string
  default     = ""
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

  validation {
    condition     = var.turn_secret_version >= 0 && floor(var.turn_secret_version) == var.turn_secret_version
    error_message = "The version is a whole number, and 0 if Terraform is not to write the secret."
  }
}

################################################################################
# A hop; the module relay sets this
################################################################################

variable "upstream" {
  description = "The node that this one is a hop in front of (up to eight of them, separated by commas, with mode merge), what it keeps (passthrough, cache, merge or store-and-forward), which databases are open here (none named: all), whether it refuses what is written, whether it registers tenants there, after how many seconds it looks at their directories again, for how many hours these count while the upstream is away, after how many seconds a store-and-forward hop exchanges entries again, how large a cache may grow, and after how many seconds a hop looks again for changes that clients listen for. No url: an origin."
  type = object({
    url               = optional(string, "")
    mode              = optional(string, "passthrough")
    databases         = optional(list(string), [])
    read_only         = optional(bool, false)
    register          = optional(bool, false)
    directory_seconds = optional(number, 30)
    offline_hours     = optional(number, 24)
    forward_seconds   = optional(number, 15)
    cache_megabytes   = optional(number, 10240)
    watch_seconds     = optional(number, 10)
  })
  default = {}

  validation {
    condition     = var.upstream.url == "" || can(regex("^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(,https://[A-Za-z0-9.-]+(:[0-9]{1,5})?){0,7}$", var.upstream.url))
    error_message = "An upstream is https:// and a host, without a path: what is relayed must not be read on the way. Up to eight are separated by commas, without spaces."
  }

  validation {
    condition     = var.upstream.mode == "merge" || !strcontains(var.upstream.url, ",")
    error_message = "More than one upstream needs the mode merge."
  }

  validation {
    condition     = contains(["passthrough", "cache", "merge", "store-and-forward"], var.upstream.mode)
    error_message = "The mode is passthrough, cache, merge or store-and-forward."
  }

  validation {
    condition     = alltrue([for database in var.upstream.databases : can(regex("^[^,\\s]+$", database))])
    error_message = "A database is named without spaces and commas."
  }

  validation {
    condition     = var.upstream.directory_seconds >= 1 && var.upstream.directory_seconds <= 86400 && floor(var.upstream.directory_seconds) == var.upstream.directory_seconds
    error_message = "Directories are looked at again after 1 to 86400 seconds: for so long a revocation may go unnoticed by reads."
  }

  validation {
    condition     = var.upstream.offline_hours >= 0 && var.upstream.offline_hours <= 8760 && floor(var.upstream.offline_hours) == var.upstream.offline_hours
    error_message = "Directories count for 0 to 8760 hours while the upstream is away."
  }

  validation {
    condition     = var.upstream.forward_seconds >= 1 && var.upstream.forward_seconds <= 86400 && floor(var.upstream.forward_seconds) == var.upstream.forward_seconds
    error_message = "A store-and-forward hop exchanges entries every 1 to 86400 seconds."
  }

  validation {
    condition     = var.upstream.watch_seconds >= 1 && var.upstream.watch_seconds <= 86400 && floor(var.upstream.watch_seconds) == var.upstream.watch_seconds
    error_message = "A hop asks for the head of what clients listen to every 1 to 86400 seconds."
  }

  validation {
    condition     = var.upstream.cache_megabytes >= 1 && var.upstream.cache_megabytes <= 2147483647 && floor(var.upstream.cache_megabytes) == var.upstream.cache_megabytes
    error_message = "A cache has 1 to 2147483647 MB."
  }
}

################################################################################
# CloudFront
################################################################################

variable "cloudfront" {
  description = "Whether clients come through CloudFront. The function URL then answers nobody else."
  type        = bool
  default     = false
}

variable "domain_name" {
  description = "A domain of yours for the node. Needs cloudfront, and zone_id or certificate_arn."
  type        = string
  default     = null

  validation {
    condition     = var.domain_name == null ? true : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain_name))
    error_message = "The domain is a name in small letters, sync.example.org, without https:// and without a path."
  }

  validation {
    condition     = var.domain_name == null || var.cloudfront
    error_message = "A function URL cannot have a domain: set cloudfront = true."
  }

  validation {
    condition     = var.domain_name == null || var.zone_id != null || var.certificate_arn != null
    error_message = "A domain needs a certificate: set zone_id, and one is made, or certificate_arn."
  }
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

  validation {
    condition     = var.certificate_arn == null ? true : can(regex("^arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/.+$", var.certificate_arn))
    error_message = "CloudFront takes certificates of us-east-1 only: arn:aws:acm:us-east-1:ACCOUNT:certificate/ID."
  }
}

variable "cloudfront_price_class" {
  description = "From where CloudFront answers: PriceClass_100 (North America, Europe), PriceClass_200 or PriceClass_All."
  type        = string
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.cloudfront_price_class)
    error_message = "The price class is PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "waf_rate_limit" {
  description = "Requests of one address in five minutes after which a firewall blocks it for a while; unset is no firewall. A client that pulls sends some hundreds a minute. Needs cloudfront."
  type        = number
  default     = null

  validation {
    condition     = var.waf_rate_limit == null ? true : var.waf_rate_limit >= 100 && var.waf_rate_limit <= 2000000000
    error_message = "The limit is 100 to 2000000000 requests in five minutes."
  }

  validation {
    condition     = var.waf_rate_limit == null || var.cloudfront
    error_message = "A firewall stands in front of CloudFront only: set cloudfront = true."
  }
}

variable "origin_key_rotation_schedule" {
  description = "When the key is replaced by which CloudFront proves itself, as EventBridge has it."
  type        = string
  default     = "rate(30 days)"

  validation {
    condition     = can(regex("^(rate|cron)\\(.+\\)$", var.origin_key_rotation_schedule))
    error_message = "The schedule is rate(…) or cron(…), rate(30 days) for example."
  }
}

################################################################################
# What the functions are told; README.md and docs/limits.md of the repository explain each
################################################################################

variable "system_config_json" {
  description = "Who may use /system/*, until that is replaced through its route. Nobody by default."
  type        = string
  default     = "{\"capabilities\":{}}"

  validation {
    condition     = can(jsondecode(var.system_config_json).capabilities)
    error_message = "The system configuration is a JSON object with \"capabilities\"."
  }
}

variable "change_events" {
  description = "Whether clients may hold an event stream open, each of which is billed by the second."
  type        = bool
  default     = false
}

variable "cors_origins" {
  description = "Origins whose browser programs are let in."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_origins : origin == "*" || can(regex("^[a-z]+://[^/,]+$", origin))])
    error_message = "An origin is scheme://host or scheme://host:port without a slash at the end, or *."
  }
}

variable "system_allowed_ips" {
  description = "Addresses and networks from which /system/* is answered; * is everywhere."
  type        = list(string)
  default     = ["*"]

  validation {
    condition     = length(var.system_allowed_ips) > 0 && alltrue([for ip in var.system_allowed_ips : can(regex("^([*]|[0-9a-fA-F.:]+(/[0-9]{1,3})?)$", ip))])
    error_message = "Each is an address, a network such as 192.0.2.0/24, or *; an empty list would mean everywhere."
  }
}

variable "allow_insecure_sync_servers" {
  description = "Whether sync servers may have http and private addresses; for tests."
  type        = bool
  default     = false
}

variable "tenant_deletion_delay" {
  description = "How long a deleted tenant can be restored."
  type        = string
  default     = "7d"

  validation {
    condition     = can(regex("^[1-9][0-9]{0,3}[dh]$", var.tenant_deletion_delay))
    error_message = "The delay is a number of days or hours, 7d or 12h."
  }
}

variable "tell_cost" {
  description = "Whether answers to callers who have logged in say what they cost, in the header Blindhop-Cost; for development."
  type        = bool
  default     = false
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
  default = {}

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
  default = {}

  validation {
    condition     = alltrue([for limit in values(var.tenant_quota) : can(regex("^([0-9]{1,18}|unlimited)$", limit))])
    error_message = "A quota is a whole number from 0, or unlimited."
  }
}
