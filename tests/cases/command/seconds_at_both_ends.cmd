order story.yaml
explain rollback story.yaml
