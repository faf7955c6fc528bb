terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
      # Certificates and firewalls of CloudFront live in us-east-1, wherever the region is.
      configuration_aliases = [aws.us_east_1]
    }
  }
}
