variable "name" {
  description = "Begins the names of all resources."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.name))
    error_message = "The name has 3 to 40 small letters, digits and hyphens, begins with a letter and does not end with a hyphen."
  }
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

variable "function" {
  description = "The function that gets the events of all connections: output signaling_function of the module region."
  type = object({
    name       = string
    invoke_arn = string
  })

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:apigateway:[a-z0-9-]+:lambda:path/.+/invocations$", var.function.invoke_arn))
    error_message = "The ARN is the attribute invoke_arn of the function, not its arn."
  }
}

variable "stage_name" {
  description = "The path of the URL that clients connect to."
  type        = string
  default     = "v1"

  validation {
    condition     = can(regex("^[a-z0-9_-]{1,32}$", var.stage_name))
    error_message = "The stage has 1 to 32 small letters, digits, hyphens and underscores."
  }
}

variable "rate_limit" {
  description = "Messages a second of all connections together, a bound for the bill; more are refused."
  type        = number
  default     = 200

  validation {
    condition     = var.rate_limit >= 1 && var.rate_limit <= 10000
    error_message = "1 to 10000 messages a second; 10000 is the limit of an account."
  }
}

variable "burst_limit" {
  description = "How many of them may come at once."
  type        = number
  default     = 400

  validation {
    condition     = var.burst_limit >= 1 && var.burst_limit <= 5000
    error_message = "1 to 5000 messages at once; 5000 is the limit of an account."
  }
}

variable "access_log_retention_days" {
  description = "How long a line for each event of a connection is kept. Unset: there are none. The account must have let API Gateway write logs (aws_api_gateway_account)."
  type        = number
  default     = null

  validation {
    condition     = var.access_log_retention_days == null ? true : contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.access_log_retention_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400 days or one of its longer terms; not for ever."
  }
}

variable "domain_name" {
  description = "A domain of yours for the API. Needs certificate_arn."
  type        = string
  default     = null

  validation {
    condition     = var.domain_name == null ? true : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.domain_name))
    error_message = "The domain is a name in small letters, signal.example.org, without wss:// and without a path."
  }

  validation {
    condition     = var.domain_name == null || var.certificate_arn != null
    error_message = "A domain needs a certificate: set certificate_arn."
  }
}

variable "certificate_arn" {
  description = "A certificate for the domain, in the region of the API."
  type        = string
  default     = null
}
