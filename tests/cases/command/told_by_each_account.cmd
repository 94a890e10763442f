explain panic story.yaml
explain inquiry story.yaml
explain report story.yaml
