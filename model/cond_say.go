package model

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/expr-lang/expr/file"
)

// conditionFault says in our words why a condition can't be used. What the
// compiler found is taken as a hint only; its own words are never shown.
func conditionFault(text string, fields map[string]Field, err error) *Fault {
	for _, turned := range []string{"=>", "=<"} {
		if strings.Contains(text, turned) {
			return cantUse(text, fields, Say{EN: "%s is written %s", ID: "%s ditulis %s"}.with(turned, turned[1:]+"="))
		}
	}
	found := err.Error()
	var at *file.Error
	if errors.As(err, &at) {
		found = at.Message
	}
	return cantUse(text, fields, conditionWrong(found, fields, slices.Sorted(maps.Keys(fields))))
}

// cantUse says why a condition can't be used, and which fields there are.
func cantUse(text string, fields map[string]Field, why Say) *Fault {
	names := slices.Sorted(maps.Keys(fields))
	if len(names) == 0 {
		return &Fault{
			What: Say{
				EN: `the condition %s can't be used: %s; the process has no fields`,
				ID: `syarat %s tidak bisa dipakai: %s; proses ini tidak punya isian`,
			},
			Args: []any{text, why},
		}
	}
	return &Fault{
		What: Say{
			EN: `the condition %s can't be used: %s; the fields are: %s`,
			ID: `syarat %s tidak bisa dipakai: %s; isiannya: %s`,
		},
		Args: []any{text, why, strings.Join(names, ", ")},
	}
}

// conditionWrong turns what the compiler found into words.
func conditionWrong(found string, fields map[string]Field, names []string) Say {
	if name, ok := strings.CutPrefix(found, "unknown name "); ok {
		return unknownName(name, fields, names)
	}
	switch m := regexp.MustCompile(`^invalid operation: (\S+) \(mismatched types? (.+?)(?: and (.+))?\)$`).FindStringSubmatch(found); {
	case m == nil:
	case m[3] == "":
		return Say{EN: "%s goes with yes or no, and here is %s", ID: "%s memerlukan ya atau tidak, di sini ada %s"}.with(m[1], typeWord(m[2]))
	default:
		return Say{
			EN: "%s stands between %s and %s, which don't go together (texts have quotes, numbers have none)",
			ID: "%s ada di antara %s dan %s, yang tidak bisa digabung (teks memakai tanda kutip, angka tidak)",
		}.with(m[1], typeWord(m[2]), typeWord(m[3]))
	}
	if is, ok := strings.CutPrefix(found, "expected bool, but got "); ok {
		return Say{
			EN: `it gives %s and has to give yes or no, as in payment == "cod"`,
			ID: `hasilnya %s, padahal harus ya atau tidak, seperti payment == "cod"`,
		}.with(typeWord(is))
	}
	if m := regexp.MustCompile(`^invalid argument for (\w+) \(type (.+)\)$`).FindStringSubmatch(found); m != nil {
		return Say{EN: "%s can't be asked of %s", ID: "%s tidak bisa dipakai untuk %s"}.with(m[1], typeWord(m[2]))
	}
	return conditionSyntax(found)
}

// unknownName is a name that is no field: a slip, or an answer whose quotes
// were forgotten.
func unknownName(name string, fields map[string]Field, names []string) Say {
	for _, of := range names {
		if c := fields[of].choice(name); c != "" {
			return Say{EN: `texts stand in quotes: "%s"`, ID: `teks harus diberi tanda kutip: "%s"`}.with(c)
		}
	}
	best, least := "", 3
	for _, of := range names {
		if d := levenshtein.Distance(strings.ToLower(name), strings.ToLower(of), nil); d < least && d <= max(1, len(of)/3) {
			best, least = of, d
		}
	}
	if best != "" {
		return Say{EN: `no field is called %s; did you mean %s?`, ID: `tidak ada isian bernama %s; maksudnya %s?`}.with(name, best)
	}
	return Say{EN: `no field is called %s`, ID: `tidak ada isian bernama %s`}.with(name)
}

// conditionSyntax is what is wrong with the way a condition is written.
func conditionSyntax(found string) Say {
	token := ""
	if m := regexp.MustCompile(`^unexpected token \w+(?:\("(.*)"\))?$`).FindStringSubmatch(found); m != nil {
		token = m[1]
	}
	switch {
	case found == "unexpected token EOF":
		return Say{EN: "it stops too early: something is missing at its end", ID: "terpotong: masih ada yang kurang di akhirnya"}
	case token == "=":
		return Say{EN: "equal is written ==", ID: "sama dengan ditulis =="}
	case token == ">":
		return Say{EN: "not equal is written !=", ID: "tidak sama dengan ditulis !="}
	case strings.HasPrefix(token, "."):
		return Say{EN: "numbers have no points between their thousands: 1000000", ID: "angka ditulis tanpa titik ribuan: 1000000"}
	case token != "":
		return Say{EN: `"%s" can't stand where it stands`, ID: `"%s" tidak bisa ada di tempatnya`}.with(token)
	case strings.HasPrefix(found, "literal not terminated"):
		return Say{EN: "a quote is not closed", ID: "ada tanda kutip yang tidak ditutup"}
	case strings.HasPrefix(found, "unrecognized character"):
		return Say{
			EN: `it holds a character that means nothing here: quotes are written "like this", straight`,
			ID: `ada karakter yang tidak berarti di sini: tanda kutip ditulis lurus, "seperti ini"`,
		}
	}
	return Say{EN: `it can't be understood: compare fields, as in payment == "cod"`, ID: `tidak bisa dipahami: bandingkan isian, seperti payment == "cod"`}
}

// typeWord is a type of conditions in words.
func typeWord(kind string) Say {
	switch {
	case kind == "float64" || kind == "int":
		return Say{EN: "a number", ID: "angka"}
	case kind == "string":
		return Say{EN: "a text", ID: "teks"}
	case kind == "bool":
		return Say{EN: "a yes or no", ID: "ya atau tidak"}
	case strings.HasPrefix(kind, "[]"):
		return Say{EN: "a list", ID: "daftar"}
	}
	return Say{EN: "something else", ID: "hal lain"}
}
