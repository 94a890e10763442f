order story.yaml
explain letter story.yaml
explain flight story.yaml
explain raeding story.yaml
why story.yaml letter
led-to letter stroy.yaml
between letter story.yaml reading
without 'The dairy' story.yaml
without newspaper story.yaml
man whn
