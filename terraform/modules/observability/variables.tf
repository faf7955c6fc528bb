variable "name" {
  description = "Begins the names of all resources; that of the node is a good one."
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

variable "function_names" {
  description = "Names of the functions: output function_names of the module region."
  type        = map(string)

  validation {
    condition     = contains(keys(var.function_names), "sync") && contains(keys(var.function_names), "maintenance")
    error_message = "The functions are at least sync and maintenance: function_names = module.node.function_names."
  }
}

variable "table_name" {
  description = "Name of the table: output table_name of the module region."
  type        = string
}

variable "failure_queue_name" {
  description = "Name of the queue for what notify could not read; unset without notify."
  type        = string
  default     = null
}

variable "alarm_topic_arn" {
  description = "An SNS topic of yours for alarms. Unset: one is made."
  type        = string
  default     = null

  validation {
    condition     = var.alarm_topic_arn == null ? true : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:.+$", var.alarm_topic_arn))
    error_message = "The topic is named by its ARN, arn:aws:sns:REGION:ACCOUNT:NAME."
  }
}

variable "alarm_emails" {
  description = "Addresses that are told of alarms, once they have confirmed it."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", address))])
    error_message = "Each is an address such as ops@example.org."
  }
}

variable "create_dashboard" {
  description = "Whether there is a dashboard. The first three of an account are free."
  type        = bool
  default     = true
}

variable "maintenance_silence_minutes" {
  description = "For how long maintenance may not have run before that is an alarm; some times its schedule."
  type        = number
  default     = 60

  validation {
    condition     = var.maintenance_silence_minutes >= 15 && var.maintenance_silence_minutes <= 1440
    error_message = "15 to 1440 minutes."
  }
}

variable "monthly_budget_usd" {
  description = "What the account may cost in a month before somebody is told, at 80 % expected and at 100 %; unset is no budget. It counts the whole account, or what has the tag budget_tag."
  type        = number
  default     = null

  validation {
    condition     = var.monthly_budget_usd == null ? true : var.monthly_budget_usd > 0
    error_message = "A budget is more than 0 USD."
  }
}

variable "budget_tag" {
  description = "Counts only what has this tag, key$value, which must be activated for cost allocation in the account: blindhop:node$NAME for one node."
  type        = string
  default     = null

  validation {
    condition     = var.budget_tag == null ? true : can(regex("^[^$]+[$][^$]+$", var.budget_tag))
    error_message = "The tag is key$value, blindhop:node$acme for example."
  }
}
