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
  nullable    = false
}

variable "package_file" {
  description = "The zip that `./blindhop package` makes."
  type        = string

  validation {
    condition     = endswith(var.package_file, ".zip") && fileexists(var.package_file)
    error_message = "The package is a zip file that exists; ./blindhop package makes one."
  }
}

variable "package_architecture" {
  description = "Of the executables in the package, which are x86_64 as released; arm64 is for a package of your own."
  type        = string
  default     = "x86_64"
  nullable    = false

  validation {
    condition     = contains(["x86_64", "arm64"], var.package_architecture)
    error_message = "The architecture is x86_64 or arm64."
  }
}
