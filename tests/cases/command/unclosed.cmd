check story.yaml
set story.yaml last what Another
