link story.yaml jam flood --kind enables --source gazette
remove story.yaml rain --links drop
