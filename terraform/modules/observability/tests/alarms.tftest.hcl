mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }

  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:hop-alarms" }
  }
}

variables {
  name           = "hop"
  function_names = { sync = "hop-sync", maintenance = "hop-maintenance" }
  table_name     = "hop-data"
}

run "every_alarm_is_told_to_somebody" {
  command = apply

  variables {
    alarm_emails       = ["ops@example.org"]
    failure_queue_name = "hop-notify-failures"
    function_names     = { sync = "hop-sync", maintenance = "hop-maintenance", notify = "hop-notify", signaling = "hop-signaling" }
  }

  assert {
    condition = alltrue([
      for alarm in concat(values(aws_cloudwatch_metric_alarm.this), [aws_cloudwatch_metric_alarm.silence]) :
      alarm.alarm_actions == toset([aws_sns_topic.alarms[0].arn]) && alarm.ok_actions == toset([aws_sns_topic.alarms[0].arn])
    ])
    error_message = "Alarms go to the topic, and so does their end."
  }

  assert {
    condition     = aws_sns_topic_subscription.email["ops@example.org"].topic_arn == aws_sns_topic.alarms[0].arn
    error_message = "The addresses hear of what is told to the topic."
  }

  assert {
    condition     = length(output.alarm_names) == 9
    error_message = "There are nine alarms with signaling."
  }

  assert {
    condition     = jsondecode(aws_sns_topic_policy.alarms[0].policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "Nobody else's alarms are told to the topic."
  }
}

run "alarms_watch_the_metrics_of_this_node" {
  command = apply

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["faults"].namespace == "Blindhop" && aws_cloudwatch_metric_alarm.this["faults"].metric_name == "Faults" && aws_cloudwatch_metric_alarm.this["faults"].dimensions == tomap({ Function = "hop-sync" })
    error_message = "Faults are those that sync tells of."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.silence.treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.silence.evaluation_periods == 4
    error_message = "Maintenance that is not heard of for an hour is an alarm."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.treat_missing_data == "notBreaching"])
    error_message = "A node that nobody calls has no trouble."
  }

  assert {
    condition     = length(output.alarm_names) == 7 && length(aws_budgets_budget.this) == 0
    error_message = "Without notify and a budget nothing watches them."
  }
}

run "a_topic_of_ones_own_is_taken_and_a_budget_is_told_to_it" {
  command = apply

  variables {
    alarm_topic_arn    = "arn:aws:sns:eu-central-1:123456789012:mine"
    monthly_budget_usd = 25
    budget_tag         = "blindhop:node$hop"
    create_dashboard   = false
  }

  assert {
    condition     = length(aws_sns_topic.alarms) == 0 && aws_cloudwatch_metric_alarm.silence.alarm_actions == toset([var.alarm_topic_arn])
    error_message = "No other topic is made."
  }

  assert {
    condition = alltrue([
      for notification in aws_budgets_budget.this[0].notification : notification.subscriber_sns_topic_arns == toset([var.alarm_topic_arn])
    ]) && length(aws_budgets_budget.this[0].notification) == 2
    error_message = "Both words of the budget are told to the topic."
  }

  assert {
    condition     = one(aws_budgets_budget.this[0].cost_filter).values == tolist(["user:blindhop:node$hop"]) && length(aws_cloudwatch_dashboard.this) == 0
    error_message = "It counts what has the tag."
  }
}

run "what_cannot_be_is_refused" {
  command = plan

  variables {
    name                        = "Hop"
    function_names              = { sync = "hop-sync" }
    alarm_topic_arn             = "mine"
    alarm_emails                = ["ops"]
    maintenance_silence_minutes = 5
    monthly_budget_usd          = 0
    budget_tag                  = "blindhop:node"
  }

  expect_failures = [
    var.name,
    var.function_names,
    var.alarm_topic_arn,
    var.alarm_emails,
    var.maintenance_silence_minutes,
    var.monthly_budget_usd,
    var.budget_tag,
  ]
}
