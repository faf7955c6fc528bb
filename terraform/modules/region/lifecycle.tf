# What ends by itself in the buckets

# None unless asked for: old versions would keep the bytes of what an administrator has ordered to be purged. (Small ones that were
# pushed alone are in the table, and its point-in-time recovery keeps them.) A bucket that never had versions leaves nothing behind
# when maintenance deletes; a suspended one, which this is after they were switched off, leaves a marker, which the rule below removes.
resource "aws_s3_bucket_versioning" "objects" {
  count = var.deleted_objects_days > 0 ? 1 : 0

  bucket = aws_s3_bucket.this["objects"].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "objects" {
  bucket = aws_s3_bucket.this["objects"].id

  rule {
    id     = "what-was-not-finished"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  # Maintenance deletes what is condemned; with versions that leaves the bytes behind, which end here.
  rule {
    id     = "what-maintenance-deleted"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = max(var.deleted_objects_days, 1)
    }

    expiration {
      expired_object_delete_marker = true
    }
  }

  depends_on = [aws_s3_bucket_versioning.objects]
}

resource "aws_s3_bucket_lifecycle_configuration" "packages" {
  bucket = aws_s3_bucket.this["packages"].id

  rule {
    id     = "what-was-not-finished"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}
