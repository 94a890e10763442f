check story.yaml
