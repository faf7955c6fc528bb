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

  signaling = {
    url             = "wss://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
    endpoint        = "https://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
    connection_arns = ["arn:aws:execute-api:eu-central-1:123456789012:abcdef1234/v1/POST/@connections/*"]
  }
}

run "functions_know_where_devices_meet" {
  command = apply

  variables {
    stun_urls = ["stun:stun.example.org:3478", "stun:stun2.example.org"]
  }

  assert {
    condition = alltrue([
      for function in aws_lambda_function.this : alltrue([
        function.environment[0].variables.BLINDHOP_SIGNALING_URL == var.signaling.url,
        function.environment[0].variables.BLINDHOP_SIGNALING_ENDPOINT == var.signaling.endpoint,
        function.environment[0].variables.BLINDHOP_STUN_URLS == "stun:stun.example.org:3478,stun:stun2.example.org",
        function.environment[0].variables.BLINDHOP_GENERATION == "1",
      ])
    ])
    error_message = "All functions are told the same, notify the generation of the table too."
  }

  assert {
    condition     = keys(aws_lambda_function.this) == ["maintenance", "notify", "signaling", "sync"] && output.signaling_function.name == "hop-signaling"
    error_message = "There is a function for connections and one for changes."
  }

  assert {
    condition     = aws_lambda_function.this["signaling"].timeout == 29
    error_message = "The function does not work on when API Gateway has given up."
  }
}

run "only_who_posts_may_post_and_only_to_this_api" {
  command = apply

  assert {
    condition = alltrue([
      for function, policy in aws_iam_role_policy.function :
      contains(["signaling", "notify"], function) == strcontains(policy.policy, "execute-api")
    ])
    error_message = "Signaling and notify post to connections, and nobody else."
  }

  assert {
    condition = alltrue([
      for function in ["signaling", "notify"] : jsonencode([
        for statement in jsondecode(aws_iam_role_policy.function[function].policy).Statement : statement.Resource if statement.Sid == "Connections"
      ]) == jsonencode([var.signaling.connection_arns])
    ])
    error_message = "They post to connections of the one API."
  }
}

run "without_signaling_it_is_off" {
  command = apply

  variables {
    signaling = null
  }

  assert {
    condition     = aws_lambda_function.this["sync"].environment[0].variables.BLINDHOP_SIGNALING_URL == "off" && aws_lambda_function.this["sync"].environment[0].variables.BLINDHOP_SIGNALING_ENDPOINT == ""
    error_message = "Nobody is told of an API that is not there."
  }

  assert {
    condition     = output.signaling_function == null && length(aws_secretsmanager_secret.this) == 2
    error_message = "There is no function, and no secret of TURN."
  }
}

run "the_secret_of_turn_is_for_sync_alone_and_in_no_variable_of_a_function" {
  command = apply

  override_resource {
    target = aws_secretsmanager_secret.this["turn"]
    values = { arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:hop-turn-AbCdEf" }
  }

  variables {
    turn_urls           = ["turns:turn.example.org:5349", "turn:turn.example.org:3478?transport=udp"]
    turn_secret         = "a-secret-of-coturn"
    turn_secret_version = 1
  }

  assert {
    condition     = aws_lambda_function.this["sync"].environment[0].variables.BLINDHOP_TURN_SECRET_ARN == aws_secretsmanager_secret.this["turn"].arn && aws_lambda_function.this["sync"].environment[0].variables.BLINDHOP_TURN_URLS == "turns:turn.example.org:5349,turn:turn.example.org:3478?transport=udp"
    error_message = "Sync is told the name of the secret."
  }

  assert {
    condition = alltrue([
      for function, policy in aws_iam_role_policy.function : (function == "sync") == strcontains(policy.policy, "hop-turn")
    ])
    error_message = "Only sync may read it."
  }

  assert {
    condition     = aws_secretsmanager_secret_version.turn[0].secret_string_wo_version == 1 && aws_secretsmanager_secret_version.turn[0].secret_string == null
    error_message = "It is written by an argument that no state keeps."
  }
}

run "an_operator_may_write_the_secret_himself" {
  command = apply

  variables {
    turn_urls = ["turns:turn.example.org:5349"]
  }

  assert {
    condition     = length(aws_secretsmanager_secret_version.turn) == 0 && contains(keys(aws_secretsmanager_secret.this), "turn")
    error_message = "The secret is made, and left empty."
  }
}

run "what_is_none_is_refused" {
  command = plan

  variables {
    signaling = {
      url             = "https://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
      endpoint        = "https://abcdef1234.execute-api.eu-central-1.amazonaws.com/v1"
      connection_arns = []
    }
    signaling_memory_mb = 128
    notify_memory_mb    = 128
    stun_urls           = ["turn:turn.example.org"]
    turn_urls           = ["stun:stun.example.org"]
    turn_secret_version = 0.5
  }

  expect_failures = [
    var.signaling,
    var.signaling_memory_mb,
    var.notify_memory_mb,
    var.stun_urls,
    var.turn_urls,
    var.turn_secret_version,
  ]
}

run "a_version_of_no_secret_is_refused" {
  command = plan

  variables {
    turn_urls           = ["turns:turn.example.org:5349"]
    turn_secret_version = 1
  }

  expect_failures = [var.turn_secret]
}

run "a_secret_that_can_be_guessed_is_refused" {
  command = plan

  variables {
    turn_urls           = ["turns:turn.example.org:5349"]
    turn_secret         = "short"
    turn_secret_version = 1
  }

  expect_failures = [var.turn_secret]
}
