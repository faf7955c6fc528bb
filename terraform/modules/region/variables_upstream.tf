# A hop; the module relay sets this.

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
  default  = {}
  nullable = false

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
