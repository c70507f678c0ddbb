# Ends 1 where a line is no figure as tests/bench/helpers/figures.h writes it: NAME, value, unit, goal, with a tab between them.
BEGIN { FS = "\t" }
NF < 3 || $2 !~ /^-?[0-9.]+(e[-+]?[0-9]+)?$/ || $4 !~ /^([<>]=[0-9.]+)?$/ { print FILENAME ":" FNR ": no figure: " $0; bad = 1 }
END { exit bad || NR == 0 }
