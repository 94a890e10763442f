set story.yaml a what x
set story.yaml b what x
set story.yaml c when 2022
set story.yaml c what x
set story.yaml d what x
remove story.yaml a
rename story.yaml a z
fmt story.yaml
