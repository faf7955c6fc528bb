output "alarm_topic_arn" {
  description = "ARN of the topic that alarms are told to."
  value       = local.topic
}

output "alarm_names" {
  description = "Names of all alarms."
  value       = sort(concat([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_name], [aws_cloudwatch_metric_alarm.silence.alarm_name]))
}

output "dashboard_name" {
  description = "Name of the dashboard; null without one."
  value       = one(aws_cloudwatch_dashboard.this[*].dashboard_name)
}
