# The storage of the module region on emulators, which know no tags.

variable "endpoints" {
  type = object({
    dynamodb = string
    s3       = string
  })
}

locals {
  bucket_suffix = "000000000000-eu-central-1"
  tags          = {}
}

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "local"
  secret_key                  = "local"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  s3_use_path_style           = true
  max_retries                 = 1

  endpoints {
    dynamodb = var.endpoints.dynamodb
    s3       = var.endpoints.s3
  }
}

provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

# The table waits for them.
resource "aws_secretsmanager_secret" "this" {
  for_each = toset([])
}
