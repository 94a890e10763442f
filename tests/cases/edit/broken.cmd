set story.yaml a what x
fmt story.yaml
