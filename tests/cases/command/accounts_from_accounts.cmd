check story.yaml
explain wreck story.yaml
explain inquest story.yaml
without log story.yaml
