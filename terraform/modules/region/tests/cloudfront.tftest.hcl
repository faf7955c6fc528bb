mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/mocks"
}

variables {
  turn_secret  = ""
  name         = "hop"
  package_file = "tests/fixtures/package.zip"
  cloudfront   = true
}

run "without_cloudfront_nothing_of_it_is_there" {
  command = apply

  variables {
    cloudfront = false
  }

  assert {
    condition = alltrue([
      length(aws_cloudfront_distribution.this) == 0,
      length(aws_cloudfront_key_value_store.origin) == 0,
      length(aws_wafv2_web_acl.this) == 0,
      length(aws_secretsmanager_secret.this) == 2,
      aws_lambda_function.this["sync"].environment[0].variables.BLINDHOP_ORIGIN_SECRET == "",
      aws_lambda_function.this["sync"].environment[0].variables.BLINDHOP_ORIGIN_KEY_STORE == "",
    ])
    error_message = "Clients call the function URL, and no proof is asked for."
  }
}

run "sync_answers_only_what_cloudfront_has_signed" {
  command = apply

  assert {
    condition = alltrue([
      for function in ["sync", "maintenance"] :
      aws_lambda_function.this[function].environment[0].variables.BLINDHOP_ORIGIN_SECRET == aws_secretsmanager_secret.this["origin"].arn
      && aws_lambda_function.this[function].environment[0].variables.BLINDHOP_ORIGIN_KEY_STORE == aws_cloudfront_key_value_store.origin[0].arn
    ])
    error_message = "Sync knows where the keys are, and so asks for a proof."
  }

  assert {
    condition = alltrue([
      for association in aws_cloudfront_distribution.this[0].default_cache_behavior[0].function_association :
      association.event_type == "viewer-request" && association.function_arn == aws_cloudfront_function.origin[0].arn
    ]) && length(aws_cloudfront_distribution.this[0].default_cache_behavior[0].function_association) == 1
    error_message = "Every request is signed."
  }

  assert {
    condition     = aws_cloudfront_function.origin[0].runtime == "cloudfront-js-2.0" && aws_cloudfront_function.origin[0].key_value_store_associations == toset([aws_cloudfront_key_value_store.origin[0].arn])
    error_message = "The function at the edge reads its key from the store."
  }

  assert {
    condition     = toset(keys(aws_lambda_invocation.initialise.triggers)) == toset(["identity", "origin", "tokens"])
    error_message = "The first key is made by maintenance."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_target.origin_key[0].input).action == "rotate-origin-key" && aws_lambda_permission.origin_key[0].source_arn == aws_cloudwatch_event_rule.origin_key[0].arn
    error_message = "And replaced by it on a schedule."
  }
}

run "nothing_is_cached_and_everything_is_passed_on_over_tls" {
  command = apply

  assert {
    condition     = aws_cloudfront_distribution.this[0].default_cache_behavior[0].cache_policy_id == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
    error_message = "CachingDisabled: an answer is for one caller."
  }

  assert {
    condition     = aws_cloudfront_distribution.this[0].default_cache_behavior[0].origin_request_policy_id == "b689b0a8-53d0-40ab-baf2-68738e2966ac"
    error_message = "AllViewerExceptHostHeader: Authorization goes along, the host of the viewer does not."
  }

  assert {
    condition     = one(aws_cloudfront_distribution.this[0].origin).domain_name == "abcdefghij.lambda-url.eu-central-1.on.aws" && one(one(aws_cloudfront_distribution.this[0].origin).custom_origin_config).origin_protocol_policy == "https-only" && aws_cloudfront_distribution.this[0].default_cache_behavior[0].viewer_protocol_policy == "https-only"
    error_message = "TLS on both sides."
  }

  assert {
    condition     = output.node_url == "https://d111111abcdef8.cloudfront.net"
    error_message = "Clients point at CloudFront."
  }
}

run "a_domain_has_a_certificate_and_records" {
  command = apply

  variables {
    domain_name = "sync.example.org"
    zone_id     = "Z0123456789"
  }

  assert {
    condition     = aws_cloudfront_distribution.this[0].aliases == toset(["sync.example.org"]) && aws_cloudfront_distribution.this[0].viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    error_message = "CloudFront answers to the domain."
  }

  assert {
    condition     = toset(keys(aws_route53_record.domain)) == toset(["A", "AAAA"]) && length(aws_route53_record.validation) == 1
    error_message = "The domain points at CloudFront, and the certificate is proven."
  }

  assert {
    condition     = output.node_url == "https://sync.example.org"
    error_message = "Clients point at the domain."
  }
}

run "a_certificate_of_ones_own_is_taken" {
  command = apply

  variables {
    domain_name     = "sync.example.org"
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/99999999-2222-3333-4444-555555555555"
  }

  assert {
    condition     = length(aws_acm_certificate.this) == 0 && length(aws_route53_record.domain) == 0 && aws_cloudfront_distribution.this[0].viewer_certificate[0].acm_certificate_arn == var.certificate_arn
    error_message = "Nothing is made in a zone that is not named."
  }
}

run "a_firewall_blocks_who_asks_too_often" {
  command = apply

  variables {
    waf_rate_limit = 20000
  }

  assert {
    condition     = aws_cloudfront_distribution.this[0].web_acl_id == aws_wafv2_web_acl.this[0].arn && aws_wafv2_web_acl.this[0].scope == "CLOUDFRONT"
    error_message = "The firewall is in front of CloudFront."
  }

  assert {
    condition     = one(one(one(aws_wafv2_web_acl.this[0].rule).statement).rate_based_statement).limit == 20000
    error_message = "It has the limit that was asked for."
  }
}
