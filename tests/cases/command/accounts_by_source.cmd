check story.yaml
without afp story.yaml
