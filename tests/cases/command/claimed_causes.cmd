check story.yaml
why panic story.yaml
led-to order story.yaml
between order panic story.yaml
order story.yaml
graph story.yaml --format dot
graph story.yaml --format mermaid
graph story.yaml --format json
graph story.yaml --format graphml
