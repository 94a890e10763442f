check story.yaml
explain trial story.yaml
