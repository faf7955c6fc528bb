variable "name" {
  description = "Begins the names of all resources of this hop."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "upstream_url" {
  description = "The node that this hop is in front of: its output node_url. With mode merge up to eight of them, separated by commas; what is written goes to the first that answers."
  type        = string

  validation {
    condition     = can(regex("^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(,https://[A-Za-z0-9.-]+(:[0-9]{1,5})?){0,7}$", var.upstream_url))
    error_message = "An upstream is https:// and a host, without a path: what is relayed must not be read on the way. Up to eight are separated by commas, without spaces."
  }
}

variable "mode" {
  description = "passthrough keeps only the directory, cache what was read, store-and-forward everything, merge the metadata of what several upstreams have."
  type        = string

  validation {
    condition     = contains(["passthrough", "cache", "merge", "store-and-forward"], var.mode)
    error_message = "The mode is passthrough, cache, merge or store-and-forward."
  }
}

variable "databases" {
  description = "The databases that are open at this hop; none named are all."
  type        = list(string)
  default     = []
}

variable "read_only" {
  description = "Whether this hop refuses what is written."
  type        = bool
  default     = false
}

variable "register_tenants" {
  description = "Whether a tenant that registers here is registered at the upstream too, whose configuration has to grant this hop that. Otherwise it is to be there already."
  type        = bool
  default     = false
}

variable "directory_seconds" {
  description = "After how many seconds a tenant's directory is looked at again: for so long a revocation may go unnoticed by reads."
  type        = number
  default     = 30
}

variable "offline_hours" {
  description = "For how many hours a directory counts while the upstream is away."
  type        = number
  default     = 24
}

variable "forward_seconds" {
  description = "After how many seconds a store-and-forward hop exchanges entries with its upstream again. Maintenance does that, so that it is never more often than maintenance_schedule says."
  type        = number
  default     = 15
}

variable "watch_seconds" {
  description = "After how many seconds the hop asks its upstream again for the heads of what clients listen to. Of use where they listen: with change_events."
  type        = number
  default     = 10
}

variable "cache_megabytes" {
  description = "How large the payloads of a cache may grow, give or take what comes between two runs of maintenance."
  type        = number
  default     = 10240
}

variable "package_file" {
  description = "The zip that `./blindhop package` makes."
  type        = string
}

variable "package_architecture" {
  description = "Of the executables in the package, which are x86_64 as released; arm64 is for a package of your own."
  type        = string
  default     = null
}
