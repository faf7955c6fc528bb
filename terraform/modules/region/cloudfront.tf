################################################################################
# CloudFront, if asked for. It proves itself to sync by a signed header, with a key that neither Terraform nor its state ever
# sees: maintenance makes it, keeps it in a secret for sync, and puts it into a key-value store for CloudFront. Origin access
# control cannot do that here: it needs the hash of a body from the client, and takes the Authorization header for itself.
################################################################################

locals {
  cloudfront   = var.cloudfront
  function_url = trimsuffix(aws_lambda_function_url.sync.function_url, "/")
  certificate  = var.domain_name == null ? null : coalesce(var.certificate_arn, one(aws_acm_certificate_validation.this[*].certificate_arn))
  own_zone     = local.cloudfront && var.domain_name != null && var.zone_id != null
}

resource "aws_cloudfront_key_value_store" "origin" {
  count = local.cloudfront ? 1 : 0

  name    = "${var.name}-origin-${local.region}"
  comment = "The key by which CloudFront proves itself to ${var.name}; maintenance writes it"
}

resource "aws_cloudfront_function" "origin" {
  count = local.cloudfront ? 1 : 0

  name                         = "${var.name}-origin-${local.region}"
  runtime                      = "cloudfront-js-2.0"
  comment                      = "Signs what goes to the function URL of ${var.name}"
  code                         = file("${path.module}/origin-proof.js")
  key_value_store_associations = [aws_cloudfront_key_value_store.origin[0].arn]
  publish                      = true
}

resource "aws_cloudfront_distribution" "this" {
  count = local.cloudfront ? 1 : 0

  comment         = "Node ${var.name} in ${local.region}"
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  price_class     = var.cloudfront_price_class
  aliases         = var.domain_name == null ? [] : [var.domain_name]
  web_acl_id      = one(aws_wafv2_web_acl.this[*].arn)
  tags            = local.tags

  origin {
    origin_id   = "sync"
    domain_name = trimprefix(local.function_url, "https://")

    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
      # The longest that needs no increase of a quota. Between two bytes, not in all.
      origin_read_timeout = 60
    }
  }

  default_cache_behavior {
    target_origin_id       = "sync"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods         = ["GET", "HEAD"]
    # Answers are compressed where they are made.
    compress = false
    # Managed policies: CachingDisabled, and AllViewerExceptHostHeader, because a function URL knows only its own host.
    cache_policy_id          = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    origin_request_policy_id = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.origin[0].arn
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain_name == null
    acm_certificate_arn            = local.certificate
    ssl_support_method             = var.domain_name == null ? null : "sni-only"
    minimum_protocol_version       = var.domain_name == null ? "TLSv1" : "TLSv1.2_2021"
  }

  # The first request may come when the distribution is there: CloudFront must have its key by then.
  depends_on = [aws_lambda_invocation.initialise]
}

################################################################################
# Domain
################################################################################

resource "aws_acm_certificate" "this" {
  count    = local.own_zone && var.certificate_arn == null ? 1 : 0
  provider = aws.us_east_1

  domain_name       = var.domain_name
  validation_method = "DNS"
  tags              = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  count = length(aws_acm_certificate.this)

  zone_id         = var.zone_id
  name            = one(aws_acm_certificate.this[0].domain_validation_options).resource_record_name
  type            = one(aws_acm_certificate.this[0].domain_validation_options).resource_record_type
  records         = [one(aws_acm_certificate.this[0].domain_validation_options).resource_record_value]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  count    = length(aws_acm_certificate.this)
  provider = aws.us_east_1

  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = aws_route53_record.validation[*].fqdn
}

resource "aws_route53_record" "domain" {
  for_each = local.own_zone ? toset(["A", "AAAA"]) : []

  zone_id = var.zone_id
  name    = var.domain_name
  type    = each.key

  alias {
    name                   = aws_cloudfront_distribution.this[0].domain_name
    zone_id                = aws_cloudfront_distribution.this[0].hosted_zone_id
    evaluate_target_health = false
  }
}

################################################################################
# Firewall
################################################################################

resource "aws_wafv2_web_acl" "this" {
  count    = local.cloudfront && var.waf_rate_limit != null ? 1 : 0
  provider = aws.us_east_1

  name        = "${var.name}-${local.region}"
  description = "Blocks addresses that ask the node ${var.name} too often"
  scope       = "CLOUDFRONT"
  tags        = local.tags

  default_action {
    allow {}
  }

  rule {
    name     = "too-many-requests"
    priority = 0

    action {
      block {
        # The answer of the node itself, on which clients pause and go on.
        custom_response {
          response_code = 429

          response_header {
            name  = "Retry-After"
            value = "300"
          }
        }
      }
    }

    statement {
      rate_based_statement {
        aggregate_key_type    = "IP"
        evaluation_window_sec = 300
        limit                 = var.waf_rate_limit
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "${var.name}-too-many-requests"
      sampled_requests_enabled   = false
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    sampled_requests_enabled   = false
  }
}

################################################################################
# A new key now and then
################################################################################

resource "aws_cloudwatch_event_rule" "origin_key" {
  count = local.cloudfront ? 1 : 0

  name                = "${var.name}-origin-key"
  description         = "A new key for CloudFront in front of ${var.name}"
  schedule_expression = var.origin_key_rotation_schedule
  state               = var.stopped ? "DISABLED" : "ENABLED"
  tags                = local.tags
}

resource "aws_cloudwatch_event_target" "origin_key" {
  count = local.cloudfront ? 1 : 0

  rule  = aws_cloudwatch_event_rule.origin_key[0].name
  arn   = aws_lambda_function.this["maintenance"].arn
  input = jsonencode({ action = "rotate-origin-key" })
}

resource "aws_lambda_permission" "origin_key" {
  count = local.cloudfront ? 1 : 0

  statement_id  = "OriginKeySchedule"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this["maintenance"].function_name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.origin_key[0].arn
}
