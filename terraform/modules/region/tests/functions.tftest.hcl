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
}

run "functions_may_do_what_is_recorded_and_nothing_else" {
  command = apply

  variables {
    signaling = {
      url             = "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
      endpoint        = "https://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
      connection_arns = ["arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/v1/POST/@connections/*"]
    }
    cloudfront = true
  }

  assert {
    condition = alltrue([
      for function, policy in aws_iam_role_policy.function :
      toset(flatten([for statement in jsondecode(policy.policy).Statement : statement.Action])) == setunion(
        keys(jsondecode(file("permissions.json"))[function]),
        keys(jsondecode(file("permissions.json")).platform[function]),
      )
    ])
    error_message = "The actions of every function are those of permissions.json."
  }

  assert {
    condition = alltrue(flatten([
      for policy in aws_iam_role_policy.function : [
        for statement in jsondecode(policy.policy).Statement : [
          for action in statement.Action : !strcontains(action, "*")
        ]
      ]
    ]))
    error_message = "No action has a wildcard."
  }

  assert {
    condition = alltrue(flatten([
      for policy in aws_iam_role_policy.function : [
        for statement in jsondecode(policy.policy).Statement : [
          for resource in statement.Resource :
          !strcontains(resource, "*") || (statement.Sid == "Objects" && endswith(resource, "/*")) || (statement.Sid == "LogGroup" && endswith(resource, ":*")) || (statement.Sid == "Connections" && endswith(resource, "/@connections/*"))
        ]
      ]
    ]))
    error_message = "Only objects of the one bucket, streams of the one log group and connections of the one API have a wildcard."
  }

  assert {
    condition     = length(aws_iam_role_policy.function) == 4
    error_message = "Each of the four functions has a policy of its own."
  }
}

run "what_is_not_there_needs_no_permission" {
  command = apply

  assert {
    condition = !anytrue([
      for policy in aws_iam_role_policy.function :
      strcontains(policy.policy, "cloudfront") || strcontains(policy.policy, "sqs") || strcontains(policy.policy, "execute-api") || strcontains(policy.policy, "kms")
    ])
    error_message = "Without CloudFront, signaling and a key, nobody may use one."
  }
}

run "the_url_streams_and_only_the_url_lets_everybody_invoke" {
  command = apply

  assert {
    condition     = aws_lambda_function_url.sync.invoke_mode == "RESPONSE_STREAM"
    error_message = "Answers are streamed."
  }

  assert {
    condition     = aws_lambda_permission.url.action == "lambda:InvokeFunctionUrl" && aws_lambda_permission.url.function_url_auth_type == "NONE"
    error_message = "Everybody may call the URL, as a URL."
  }

  assert {
    condition     = aws_lambda_permission.maintenance.principal != "*" && aws_lambda_permission.maintenance.source_arn == aws_cloudwatch_event_rule.maintenance.arn
    error_message = "Only its schedule invokes maintenance."
  }

  assert {
    condition = alltrue([
      for resource in values(jsondecode(aws_cloudformation_stack.url_permission.template_body).Resources) :
      resource.Type == "AWS::Lambda::Permission" && resource.Properties.Action == "lambda:InvokeFunction" && resource.Properties.InvokedViaFunctionUrl == true
    ])
    error_message = "InvokeFunction is granted to everybody under the condition InvokedViaFunctionUrl only."
  }

  assert {
    condition     = aws_lambda_function_url.sync.qualifier == "live" && aws_lambda_permission.url.qualifier == "live" && aws_lambda_alias.live.function_version == aws_lambda_function.this["sync"].version
    error_message = "URL and permission are those of the alias, which is the newest version."
  }
}

run "functions_come_from_the_package" {
  command = apply

  assert {
    condition     = aws_s3_object.package.key == "${filesha256("tests/fixtures/package.zip")}.zip"
    error_message = "A package is named by its content."
  }

  assert {
    condition = alltrue([
      for key, function in aws_lambda_function.this :
      function.handler == key && function.runtime == "provided.al2023" && function.s3_key == aws_s3_object.package.key && function.filename == null && function.source_code_hash == filebase64sha256("tests/fixtures/package.zip")
    ])
    error_message = "All functions are the package in S3; the handler says which one it is."
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.reserved_concurrent_executions == -1])
    error_message = "No concurrency is reserved unless it is asked for."
  }

  assert {
    condition     = keys(aws_lambda_function.this) == ["maintenance", "sync"] && length(aws_lambda_event_source_mapping.notify) == 0
    error_message = "Signaling and notify are there only if they are asked for."
  }
}

run "copies_are_bounded_if_asked_for" {
  command = plan

  variables {
    sync_reserved_concurrency = 20
    table_throughput_limit    = { read_units = 4000, write_units = 1000 }
  }

  assert {
    condition     = aws_lambda_function.this["sync"].reserved_concurrent_executions == 20 && aws_lambda_function.this["maintenance"].reserved_concurrent_executions == -1
    error_message = "Sync is bounded; maintenance is not."
  }

  assert {
    condition     = aws_dynamodb_table.this.on_demand_throughput[0].max_write_request_units == 1000
    error_message = "The table is bounded."
  }
}

run "secrets_are_made_empty_and_filled_in_aws" {
  command = apply

  assert {
    condition     = jsondecode(aws_lambda_invocation.initialise.input) == { action = "initialise" }
    error_message = "Maintenance fills the secrets."
  }

  assert {
    condition     = toset(keys(aws_lambda_invocation.initialise.triggers)) == toset(keys(aws_secretsmanager_secret.this))
    error_message = "A secret that is made later is filled too."
  }
}

run "notify_hears_of_new_commits_only" {
  command = apply

  variables {
    signaling = {
      url             = "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
      endpoint        = "https://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
      connection_arns = ["arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/v1/POST/@connections/*"]
    }
  }

  assert {
    condition = jsondecode(one(aws_lambda_event_source_mapping.notify[0].filter_criteria[0].filter).pattern) == {
      eventName = ["INSERT"]
      dynamodb  = { Keys = { sk = { S = [{ prefix = "C#" }] } } }
    }
    error_message = "Only rows of commits that are new reach the function."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.notify[0].maximum_batching_window_in_seconds == 1
    error_message = "Commits of one second are one run, and nobody hears of one later than that."
  }

  assert {
    condition     = aws_lambda_function.this["notify"].memory_size == 256 && aws_lambda_function.this["sync"].memory_size == 512
    error_message = "The memory is that of which docs/cost.md works out the costs."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.notify[0].destination_config[0].on_failure[0].destination_arn == aws_sqs_queue.failures[0].arn
    error_message = "What cannot be read is kept in a queue."
  }
}

# An upgrade, as the runbook has it.

run "a_node_runs_a_package" {
  command = apply
}

run "another_package_is_another_object_behind_the_same_url" {
  command = apply

  variables {
    package_file = "tests/fixtures/newer.zip"
  }

  assert {
    condition     = aws_s3_object.package.key == "${filesha256("tests/fixtures/newer.zip")}.zip" && aws_s3_object.package.key != run.a_node_runs_a_package.package_key
    error_message = "The old object is not written over: who runs on it goes on."
  }

  assert {
    condition     = alltrue([for function in aws_lambda_function.this : function.s3_key == aws_s3_object.package.key])
    error_message = "All functions are of the new package."
  }

  assert {
    condition = alltrue([
      aws_lambda_function.this["sync"].publish,
      aws_lambda_alias.live.function_version == aws_lambda_function.this["sync"].version,
      aws_lambda_function_url.sync.qualifier == aws_lambda_alias.live.name,
      output.function_url == run.a_node_runs_a_package.function_url,
      output.table_arn == run.a_node_runs_a_package.table_arn,
    ])
    error_message = "The alias behind the URL moves to the version that was published; URL and table stay."
  }
}

run "variables_that_lambda_would_not_take_are_refused" {
  command = plan

  variables {
    system_config_json = jsonencode({ capabilities = { for route in range(100) : "GET:/system/${route}" => ["a name that has some length of its own"] } })
  }

  expect_failures = [aws_lambda_function.this]
}
