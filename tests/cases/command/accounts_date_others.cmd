check story.yaml
order story.yaml
explain shot story.yaml
explain call story.yaml
explain inquiry story.yaml
explain talks story.yaml
without video story.yaml
