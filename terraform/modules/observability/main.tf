data "aws_caller_identity" "this" {}

data "aws_region" "this" {}

################################################################################
# Whom alarms are told to
################################################################################

resource "aws_sns_topic" "alarms" {
  count = var.alarm_topic_arn == null ? 1 : 0

  # Not encrypted by a key of AWS: alarms cannot be published to such a topic. They hold names and numbers.
  name = "${var.name}-alarms"
  tags = var.tags
}

resource "aws_sns_topic_policy" "alarms" {
  count = length(aws_sns_topic.alarms)

  arn = aws_sns_topic.alarms[0].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsAndBudgetsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms[0].arn
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.this.account_id } }
    }]
  })
}

resource "aws_sns_topic_subscription" "email" {
  for_each = var.alarm_emails

  topic_arn = local.topic
  protocol  = "email"
  endpoint  = each.key
}

################################################################################
# Alarms. What is not told is no trouble, except that maintenance must be heard of.
################################################################################

locals {
  topic = coalesce(var.alarm_topic_arn, one(aws_sns_topic.alarms[*].arn))

  alarms = merge(
    {
      faults = {
        description = "Sync failed through a fault of its own: unavailable, corrupt or internal. See ErrorKind and incidentId in its log."
        namespace   = "Blindhop"
        metric      = "Faults"
        dimensions  = { Function = var.function_names.sync }
        threshold   = 5
      }
      sync-errors = {
        description = "Copies of sync ended without an answer: out of time or memory, or they could not start. See its log."
        namespace   = "AWS/Lambda"
        metric      = "Errors"
        dimensions  = { FunctionName = var.function_names.sync }
        threshold   = 5
      }
      sync-throttles = {
        description = "Requests were refused because no copy of sync may be added: the reserved concurrency or the limit of the account is reached."
        namespace   = "AWS/Lambda"
        metric      = "Throttles"
        dimensions  = { FunctionName = var.function_names.sync }
        threshold   = 5
      }
      maintenance-errors = {
        description = "Maintenance failed: RunFailures in its log. The next run tries again."
        namespace   = "AWS/Lambda"
        metric      = "Errors"
        dimensions  = { FunctionName = var.function_names.maintenance }
        threshold   = 3
      }
      # ThrottledRequests would count both, but not of a table: of each of its operations.
      table-read-throttles = {
        description = "The table refuses reads: its limit or that of the account is reached, or one partition is asked too much."
        namespace   = "AWS/DynamoDB"
        metric      = "ReadThrottleEvents"
        dimensions  = { TableName = var.table_name }
        threshold   = 50
      }
      table-write-throttles = {
        description = "The table refuses writes: its limit or that of the account is reached, or one partition is asked too much."
        namespace   = "AWS/DynamoDB"
        metric      = "WriteThrottleEvents"
        dimensions  = { TableName = var.table_name }
        threshold   = 50
      }
    },
    contains(keys(var.function_names), "signaling") ? {
      signaling-errors = {
        description = "Devices were not let in or not answered: copies of signaling ended without an answer, or could not start. See its log."
        namespace   = "AWS/Lambda"
        metric      = "Errors"
        dimensions  = { FunctionName = lookup(var.function_names, "signaling", "") }
        threshold   = 5
      }
    } : {},
    var.failure_queue_name == null ? {} : {
      notify-failures = {
        description = "Notify could not read records of the stream, or tell devices of them; the queue says which."
        namespace   = "AWS/SQS"
        metric      = "ApproximateNumberOfMessagesVisible"
        dimensions  = { QueueName = var.failure_queue_name }
        threshold   = 1
      }
    },
  )
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.key == "notify-failures" ? "Maximum" : "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = each.value.threshold
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [local.topic]
  ok_actions          = [local.topic]
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "silence" {
  alarm_name          = "${var.name}-maintenance-silent"
  alarm_description   = "Maintenance has not run: litter stays, purges wait, nobody replaces keys. Look at its schedule and at its concurrency."
  namespace           = "AWS/Lambda"
  metric_name         = "Invocations"
  dimensions          = { FunctionName = var.function_names.maintenance }
  statistic           = "Sum"
  period              = 900
  evaluation_periods  = ceil(var.maintenance_silence_minutes / 15)
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = [local.topic]
  ok_actions          = [local.topic]
  tags                = var.tags
}

################################################################################
# Dashboard
################################################################################

locals {
  sync = ["Function", var.function_names.sync]

  # SEARCH, because which kinds there are is known when they have been told of.
  by_class = "SEARCH('{Blindhop,Function,OperationClass} Function=\"${var.function_names.sync}\" MetricName=\"%s\"', '%s')"
  by_kind  = "SEARCH('{Blindhop,Function,ErrorKind} Function=\"${var.function_names.sync}\" MetricName=\"Errors\"', 'Sum')"

  widgets = [
    {
      title   = "Requests"
      metrics = [[{ expression = format(local.by_class, "Requests", "Sum"), label = "" }]]
    },
    {
      title   = "Duration, 99 of 100 (ms)"
      metrics = [[{ expression = format(local.by_class, "Duration", "p99"), label = "" }]]
    },
    {
      title   = "Answers that are errors"
      metrics = [[{ expression = local.by_kind, label = "" }]]
    },
    {
      title = "Trouble"
      metrics = [
        concat(["Blindhop", "Faults"], local.sync),
        concat(["Blindhop", "ContentionRetries"], local.sync),
        concat(["Blindhop", "QuotaRefusals"], local.sync),
        ["AWS/Lambda", "Errors", "FunctionName", var.function_names.sync],
        ["AWS/Lambda", "Throttles", "FunctionName", var.function_names.sync],
      ]
    },
    {
      title   = "Entries"
      metrics = [for metric in ["EntriesIn", "EntriesOut", "EntriesRejected"] : concat(["Blindhop", metric], local.sync)]
    },
    {
      title   = "Bytes"
      metrics = [for metric in ["BytesIn", "BytesOut"] : concat(["Blindhop", metric], local.sync)]
    },
    {
      title   = "Request units of the table"
      metrics = [for metric in ["ReadUnits", "WriteUnits"] : concat(["Blindhop", metric], local.sync)]
    },
    {
      title = "Maintenance"
      metrics = [
        for metric in ["Runs", "RunFailures", "PutsFinished", "PutsCleared", "DocumentsPurged", "ObjectsDeleted"] :
        ["Blindhop", metric, "Function", var.function_names.maintenance, "Run", "sweep"]
      ]
    },
    {
      title = "Copies"
      metrics = [
        ["AWS/Lambda", "ConcurrentExecutions", "FunctionName", var.function_names.sync, { stat = "Maximum" }],
        concat(["Blindhop", "ColdStarts"], local.sync),
      ]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  count = var.create_dashboard ? 1 : 0

  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for index, widget in local.widgets : {
        type   = "metric"
        x      = 8 * (index % 3)
        y      = 6 * floor(index / 3)
        width  = 8
        height = 6
        properties = {
          title   = widget.title
          region  = data.aws_region.this.id
          view    = "timeSeries"
          stat    = "Sum"
          period  = 300
          metrics = widget.metrics
        }
      }
    ]
  })
}

################################################################################
# Budget
################################################################################

resource "aws_budgets_budget" "this" {
  count = var.monthly_budget_usd == null ? 0 : 1

  name         = var.name
  budget_type  = "COST"
  limit_amount = tostring(var.monthly_budget_usd)
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
  tags         = var.tags

  dynamic "cost_filter" {
    for_each = var.budget_tag == null ? [] : [var.budget_tag]

    content {
      name   = "TagKeyValue"
      values = ["user:${cost_filter.value}"]
    }
  }

  notification {
    comparison_operator       = "GREATER_THAN"
    notification_type         = "FORECASTED"
    threshold                 = 80
    threshold_type            = "PERCENTAGE"
    subscriber_sns_topic_arns = [local.topic]
  }

  notification {
    comparison_operator       = "GREATER_THAN"
    notification_type         = "ACTUAL"
    threshold                 = 100
    threshold_type            = "PERCENTAGE"
    subscriber_sns_topic_arns = [local.topic]
  }

  # Budgets tries the topic when it is made.
  depends_on = [aws_sns_topic_policy.alarms]
}
