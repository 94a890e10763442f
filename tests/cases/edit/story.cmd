set story.yaml crack what 'Two cracks, not one'
set story.yaml flood what "The dam gives way:\nnobody was warned"
set story.yaml flood tags water law
set story.yaml rain quote no
set story.yaml rain where '#3, Mill Lane'
set story.yaml inquiry weight 2
set story.yaml rain detail 'المطر 🌧'
set story.yaml flood who --none
set story.yaml crak what x
set story.yaml crack wat x
set story.yaml crack when 2025-02-30
set story.yaml crack what 'A crack opens'
add story.yaml warning --when 'between crack and flood' --what 'A warning: unheard' --who town --because crack=enables --source gazette --tag law --after crack
add story.yaml report --what no --detail "First line\nsecond: line" --because inquiry
add story.yaml rain --what again
add story.yaml 'the end' --what x
link story.yaml rain inquiry
link story.yaml crack flood --kind enables --confidence likely
link story.yaml flood inquiry --confidence 80 --note 'so: it is said'
link story.yaml inquiry rain
link story.yaml rain flod
unlink story.yaml crack flood
unlink story.yaml flood inquiry
unlink story.yaml rain inquiry
rename story.yaml flood dam-break --dry-run
rename story.yaml aftermath after-all
remove story.yaml inquiry --links bridge
remove story.yaml flood --links bridge
remove story.yaml aftermath --links drop
rename story.yaml crack 2023
rename story.yaml town city
rename story.yaml gazette paper
rename story.yaml rain crack
rename story.yaml rian drizzle
remove story.yaml inquiry
remove story.yaml crack
remove story.yaml crack --links drop
remove story.yaml rain --links bridge
fmt story.yaml
fmt --check story.yaml
sort story.yaml
set nowhere.yaml a b c
