variable "cloudfront" {
  description = "Whether clients come through CloudFront. The function URL then answers nobody else."
  type        = bool
  default     = false
  nullable    = false
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
  nullable    = false

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
  nullable    = false

  validation {
    condition     = can(regex("^(rate|cron)\\(.+\\)$", var.origin_key_rotation_schedule))
    error_message = "The schedule is rate(…) or cron(…), rate(30 days) for example."
  }
}
