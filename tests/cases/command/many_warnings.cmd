check story.yaml
check --all story.yaml
order story.yaml
