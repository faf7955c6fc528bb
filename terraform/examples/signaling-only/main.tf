# The WebSocket API in front of a function that exists, and the permission for that function to post to connections.
# The package of this version has no such function: see the README.

provider "aws" {
  region = var.region
}

data "aws_lambda_function" "signaling" {
  function_name = var.function_name
}

module "signaling" {
  source = "../../modules/signaling"

  name                = var.name
  function_name       = data.aws_lambda_function.signaling.function_name
  function_invoke_arn = data.aws_lambda_function.signaling.invoke_arn
}

resource "aws_iam_role_policy" "post" {
  name   = "post-to-connections"
  role   = element(split("/", data.aws_lambda_function.signaling.role), -1)
  policy = module.signaling.management_policy_json
}
