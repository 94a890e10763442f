explain answer story.yaml
explain rumour story.yaml
explain shot story.yaml
