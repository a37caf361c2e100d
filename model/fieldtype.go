package model

import (
	"strings"

	"github.com/agext/levenshtein"
)

// The codes of refusals about values and their types.
const (
	// CodeBadType: a field type cannot be read.
	CodeBadType Code = "bad_type"
	// CodeBadValue: a value does not have the form its field wants.
	CodeBadValue Code = "bad_value"
	// CodeTooLong: a text is longer than MaxText.
	CodeTooLong Code = "too_long"
	// CodeOutOfRange: a number is outside its bounds.
	CodeOutOfRange Code = "out_of_range"
	// CodeNotAChoice: an answer is not one of the choices.
	CodeNotAChoice Code = "not_a_choice"
	// CodeWrongScan: what was scanned is not what was expected.
	CodeWrongScan Code = "wrong_scan"
)

// ParseField reads the type of a field as definitions write it: "text",
// "number kg 0.1..30", "money -50..50", "prepaid | cod", "scan = order_no",
// each with "?" at its end where the field may stay empty. The error is a
// *Refusal with CodeBadType.
func ParseField(name, text string) (Field, error) {
	f := Field{Name: name}
	if !isFieldName(name) {
		return f, refuse(CodeBadType, Say{
			EN: `the field name "%s" must be letters, digits and _ with a letter first, such as order_no`,
			ID: `nama isian "%s" harus berupa huruf, angka dan _ dan diawali huruf, misalnya no_pesanan`,
		}, shorten(name))
	}
	text = strings.Join(strings.Fields(CleanText(text)), " ")
	if rest, ok := strings.CutSuffix(text, "?"); ok {
		f.Optional = true
		text = strings.TrimSpace(rest)
	}
	word, rest, _ := strings.Cut(text, " ")
	switch {
	case strings.Contains(text, "|"):
		return parseChoices(f, text)
	case word == string(NumberField):
		return parseNumberType(f, rest)
	case word == string(MoneyField) && rest != "":
		return parseMoneyType(f, rest)
	case word == string(ScanField) || strings.HasPrefix(text, "scan="):
		return parseScanType(f, strings.TrimPrefix(text, string(ScanField)))
	case plainType(FieldType(text)):
		f.Type = FieldType(text)
		return f, nil
	}
	return f, unknownType(f, text)
}

// TypeText writes the type of a field as ParseField reads it.
func (f Field) TypeText() string {
	text := string(f.Type)
	switch f.Type {
	case NumberField:
		if f.Unit != "" {
			text += " " + f.Unit
		}
		if f.Min != "" || f.Max != "" {
			text += " " + f.Min + ".." + f.Max
		}
	case MoneyField:
		if f.Min != "" || f.Max != "" {
			text += " " + f.Min + ".." + f.Max
		}
	case ChoiceField:
		text = strings.Join(f.Choices, " | ")
	case ScanField:
		if f.Equals != "" {
			text += " = " + f.Equals
		}
	}
	if f.Optional {
		text += "?"
	}
	return text
}

func plainType(t FieldType) bool {
	switch t {
	case TextField, MoneyField, DateField, TimeField, YesNoField, ListField, PersonField, PhoneField, FileField:
		return true
	}
	return false
}

func parseChoices(f Field, text string) (Field, error) {
	f.Type = ChoiceField
	for _, c := range strings.Split(text, "|") {
		c = strings.TrimSpace(c)
		if c == "" || strings.HasSuffix(c, "?") || f.choice(c) != "" {
			return f, refuse(CodeBadType, Say{
				EN: `the answers of %s must be different words parted by |, such as: small | large (one ? at the end when it may stay empty)`,
				ID: `pilihan %s harus kata yang berbeda, dipisah tanda |, misalnya: kecil | besar (satu ? di akhir bila boleh kosong)`,
			}, f.Name)
		}
		f.Choices = append(f.Choices, c)
	}
	return f, nil
}

// choice finds a choice as it is written, whatever the case of its letters.
func (f Field) choice(text string) string {
	for _, c := range f.Choices {
		if strings.EqualFold(c, text) {
			return c
		}
	}
	return ""
}

func parseScanType(f Field, rest string) (Field, error) {
	f.Type = ScanField
	if rest = strings.TrimSpace(rest); rest == "" {
		return f, nil
	}
	of, ok := strings.CutPrefix(rest, "=")
	of = strings.TrimSpace(of)
	if !ok || !isFieldName(of) {
		return f, refuse(CodeBadType, Say{
			EN: `%s: after "scan" comes "= field", such as: scan = order_no`,
			ID: `%s: setelah "scan" tulis "= nama isian", misalnya: scan = no_pesanan`,
		}, f.Name)
	}
	f.Equals = of
	return f, nil
}

func parseNumberType(f Field, rest string) (Field, error) {
	f.Type = NumberField
	words := strings.Fields(rest)
	if n := len(words); n > 0 && strings.Contains(words[n-1], "..") {
		low, high, _ := strings.Cut(words[n-1], "..")
		if !f.bound(low, high) {
			return f, refuse(CodeBadType, Say{
				EN: `%s: "%s" is not a range; write the smaller number, two points and the larger one, such as: number kg 0.1..30`,
				ID: `%s: "%s" bukan rentang; tulis angka yang kecil, dua titik, lalu yang besar, misalnya: number kg 0.1..30`,
			}, f.Name, shorten(words[n-1]))
		}
		words = words[:n-1]
	}
	f.Unit = strings.Join(words, " ")
	if strings.ContainsAny(f.Unit, "0123456789?") || strings.Contains(f.Unit, "..") {
		return f, refuse(CodeBadType, Say{
			EN: `%s: "%s" is not a unit; write: number, number kg, or number kg 0.1..30`,
			ID: `%s: "%s" bukan satuan; tulis: number, number kg, atau number kg 0.1..30`,
		}, f.Name, shorten(f.Unit))
	}
	return f, nil
}

// parseMoneyType reads the bounds of an amount of money: "money -50000..50000"
// where it may be less than nothing.
func parseMoneyType(f Field, rest string) (Field, error) {
	f.Type = MoneyField
	low, high, ok := strings.Cut(rest, "..")
	if !ok || !f.bound(low, high) {
		return f, refuse(CodeBadType, Say{
			EN: `%s: after "money" comes nothing, or a range, such as: money -50000..50000`,
			ID: `%s: setelah "money" tidak ada apa pun, atau rentang, misalnya: money -50000..50000`,
		}, f.Name)
	}
	return f, nil
}

// bound sets the bounds of a number; either may be missing, not both.
func (f *Field) bound(low, high string) bool {
	var okLow, okHigh bool
	f.Min, okLow = canonicalNumber(low)
	f.Max, okHigh = canonicalNumber(high)
	if low == "" || high == "" {
		return okLow && high == "" || okHigh && low == ""
	}
	return okLow && okHigh && compareNumbers(f.Min, f.Max) <= 0
}

func unknownType(f Field, text string) error {
	if near := nearType(text); near != "" {
		return refuse(CodeBadType, Say{
			EN: `%s: there is no type "%s"; did you mean "%s"?`,
			ID: `%s: tidak ada jenis "%s"; maksudnya "%s"?`,
		}, f.Name, shorten(text), near)
	}
	return refuse(CodeBadType, Say{
		EN: `%s: there is no type "%s"; use text, number, money, date, time, yes/no, list, person, phone, file, scan, or answers such as: small | large`,
		ID: `%s: tidak ada jenis "%s"; pakai text, number, money, date, time, yes/no, list, person, phone, file, scan, atau pilihan seperti: kecil | besar`,
	}, f.Name, shorten(text))
}

// nearType knows the words people try first, then misspellings.
func nearType(text string) string {
	switch word, _, _ := strings.Cut(strings.ToLower(text), " "); word {
	case "teks", "string", "tulisan":
		return "text"
	case "angka", "int", "integer", "decimal", "float", "jumlah":
		return "number"
	case "uang", "rupiah", "amount", "price", "harga":
		return "money"
	case "tanggal", "day":
		return "date"
	case "jam", "waktu":
		return "time"
	case "ya/tidak", "bool", "boolean", "yes", "no", "ya":
		return "yes/no"
	case "daftar", "array":
		return "list"
	case "orang", "user":
		return "person"
	case "telepon", "telp", "hp":
		return "phone"
	case "berkas", "foto", "photo":
		return "file"
	case "pindai", "barcode":
		return "scan"
	}
	types := []FieldType{TextField, NumberField, MoneyField, DateField, TimeField, YesNoField, ListField, PersonField, PhoneField, FileField, ScanField}
	for _, t := range types {
		if levenshtein.Distance(strings.ToLower(text), string(t), nil) <= 2 {
			return string(t)
		}
	}
	return ""
}

// shorten keeps a quoted text from filling the sentence it is quoted in.
func shorten(s string) string { return Cut(CleanText(s), 40) }
