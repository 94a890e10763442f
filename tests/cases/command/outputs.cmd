render story.yaml older/story.yaml
render story.yaml older/story.yaml -o pictures/
render story.yaml older/other.yaml -o -
render story.yaml -o -
render story.yaml -o pictures.d/
render story.yaml -o story.pdf
render story.yaml --format svg -o story.d
why bridge story.yaml --svg why.png
render story.yaml --format png -o story.svg
render story.yaml --format html -o page.HTML
render story.yaml --format svg -o story.txt
why bridge story.yaml --svg why.SVG
between storm bridge story.yaml --svg chain.html
between bridge storm story.yaml --svg chain.svg
between bridge storm story.yaml
render story.yaml --from 2022 --to 2021
render story.yaml --from 2050
new 'My own story'
