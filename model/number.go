package model

import (
	"math/big"
	"strings"
)

// maxDigits bounds numbers: more than any shop counts, few enough to stay
// exact and readable everywhere.
const maxDigits = 30

// maxCents is how many decimals an amount of money may have.
const maxCents = 4

// FormatNumber shows a canonical number as people of the shop write it:
// "1234.50" is "1.234,50" where decimal is "," and "1,234.50" where it is
// "." or empty. Anything that is not a number is returned as it is.
func FormatNumber(number, decimal string) string {
	point, group := ".", ","
	if decimal == "," {
		point, group = ",", "."
	}
	sign, digits := "", number
	if rest, ok := strings.CutPrefix(number, "-"); ok {
		sign, digits = "-", rest
	}
	whole, part, hasPart := strings.Cut(digits, ".")
	if _, ok := canonicalNumber(number); !ok {
		return number
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if hasPart {
		whole += point + part
	}
	return sign + whole
}

// FormatMoney is FormatNumber with two decimals where there are any:
// "185000" is "185.000" and "2.4" is "2,40" where decimal is ",".
func FormatMoney(amount, decimal string) string {
	if i := strings.IndexByte(amount, '.'); i == len(amount)-2 && i > 0 {
		amount += "0"
	}
	return FormatNumber(amount, decimal)
}

// ParseLocalNumber turns a number as people of the shop type it into the form
// of files: "1.234,5" becomes "1234.5" where decimal is ",". Grouping may be
// left out, but must be right where it is used, so that "2.4" typed where
// "2,4" is meant is refused and never read as 24. The error is a *Refusal
// with CodeBadValue.
func ParseLocalNumber(f Field, raw, decimal string) (string, error) {
	point, group, example := ".", ",", "1,234.5"
	if decimal == "," {
		point, group, example = ",", ".", "1.234,5"
	}
	text := strings.TrimSpace(raw)
	whole, part, hasPart := strings.Cut(text, point)
	groups := strings.Split(whole, group)
	bad := strings.Contains(part, group)
	for i, g := range groups {
		lead := len(strings.TrimPrefix(g, "-"))
		bad = bad || i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && (lead == 0 || lead > 3)
	}
	number := strings.Join(groups, "")
	if hasPart {
		number += "." + part
	}
	if text == "" {
		return "", nil
	}
	if _, ok := canonicalNumber(number); !ok || bad {
		return "", badValue(f, raw, wantNumber().with(example))
	}
	return number, nil
}

func wantNumber() Say {
	return Say{EN: "a number such as %s", ID: "angka seperti %s"}
}

// with fixes the arguments of a part of a sentence, so that it can be an
// argument itself.
func (s Say) with(args ...any) Say {
	return Say{EN: s.In(English, args...), ID: s.In(Indonesian, args...)}
}

// parseAmount reads a number or an amount of money in the form of files.
func parseAmount(f Field, text string) (string, error) {
	number, ok := canonicalNumber(text)
	if !ok {
		return "", badValue(f, text, Say{
			EN: "a number such as 1234.5, with a point and nothing between the thousands",
			ID: "angka seperti 1234.5, dengan titik untuk desimal dan tanpa pemisah ribuan",
		})
	}
	if _, part, _ := strings.Cut(number, "."); f.Type == MoneyField && len(part) > maxCents {
		return "", badValue(f, text, Say{
			EN: "an amount with at most %d decimals",
			ID: "jumlah uang dengan paling banyak %d angka desimal",
		}.with(maxCents))
	}
	return number, nil
}

// canonicalNumber writes a decimal number the shortest way, or answers false
// for what is none. It works on the digits, so nothing is ever rounded.
func canonicalNumber(text string) (string, bool) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, part, hasPart := strings.Cut(digits, ".")
	if !allDigits(whole) || hasPart && !allDigits(part) || len(digits) > maxDigits {
		return "", false
	}
	number := strings.TrimLeft(whole, "0")
	if number == "" {
		number = "0"
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		number += "." + part
	}
	if negative && number != "0" {
		number = "-" + number
	}
	return number, true
}

func allDigits(text string) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return text != ""
}

// compareNumbers orders two canonical numbers.
func compareNumbers(a, b string) int {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	if !okX || !okY {
		return strings.Compare(a, b)
	}
	return x.Cmp(y)
}

// checkBounds checks a number or an amount of money. Money is never less than
// nothing unless its field says how far below it may go.
func checkBounds(f Field, number string) error {
	if f.Type == MoneyField && f.Min == "" {
		f.Min = "0"
	}
	low := f.Min != "" && compareNumbers(number, f.Min) < 0
	high := f.Max != "" && compareNumbers(number, f.Max) > 0
	if !low && !high {
		return nil
	}
	return refuse(CodeOutOfRange, Say{
		EN: `%s: %s is outside what is allowed: %s`,
		ID: `%s: %s di luar batas yang diizinkan: %s`,
	}, nameLabel(f.Name), strings.TrimSpace(number+" "+f.Unit), boundsText(f))
}

func boundsText(f Field) Say {
	switch {
	case f.Max == "":
		return Say{EN: "%s or more", ID: "%s atau lebih"}.with(f.Min)
	case f.Min == "":
		return Say{EN: "%s or less", ID: "%s atau kurang"}.with(f.Max)
	}
	return Say{EN: "%s to %s", ID: "%s sampai %s"}.with(f.Min, f.Max)
}
