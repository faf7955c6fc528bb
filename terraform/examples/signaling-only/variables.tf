variable "region" {
  description = "Where the API is; that of the function."
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

variable "function_name" {
  description = "Name of the function that gets the events of connections."
  type        = string
}
