#!/bin/bash
# The memo's QR code, read from the screen by zbarimg: the same words as written beside it, in both themes, in French and in
# Arabic.
cd "$(dirname "$0")/../.."
make -s build/debug/bin/escale-author
. tests/kiosk/helpers/lib.sh
"$bin/escale-author" bake "$root/tests/flows/kinds" baked >said 2>&1 || fail "bake"
content=$dir/baked

read_code() { zbarimg -q --raw -S*.enable=0 -Sqr.enable=1 "$1" 2>talk; }
memo() { # LANGUAGE CONTRAST
	cat <<TAPS
wake
do lang $1
do settings
do contrast $2
close
module atelier
onward
answer right
onward
do skip
do skip
onward
do choose 0
do choose 2
do chosen
shot memo-1
TAPS
}
for panel in 10.1 15.6; do
	for lang in 0 2; do
		memo $lang $((lang / 2)) >memo.taps
		kiosk 0 --panel $panel --replay memo.taps --shots shots-$panel-$lang
		read_code shots-$panel-$lang/memo-1.png >read || fail "$panel, language $lang: no code is read"
		[ "$(wc -l <read)" -ge 3 ] || fail "$panel, language $lang: $(cat read)"
	done
done
memo 0 0 >memo.taps
kiosk 0 --replay memo.taps --shots french
read_code french/memo-1.png >read
printf 'Mes gestes\n1. Je note le numéro de ma banque\n2. Je ne donne jamais un code\n' >wanted
cmp read wanted || fail "$(cat read)"
read_code shots-10.1-2/memo-1.png | grep -q 'لا أعطي رمزًا أبدًا' || fail "the Arabic memo"

# The control: where there is no code none is read.
sed -i 's/^do chosen$/shot before/; /^shot memo-1$/d' memo.taps
kiosk 0 --replay memo.taps --shots french
! read_code french/before.png >read || fail "a code was read where there is none"
