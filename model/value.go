package model

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// ParseValue reads what somebody typed in a file, on the command line or in
// JSON into the canonical form of the field (see Value): numbers with a point
// and no grouping, lists parted by ",", dates as 2006-01-02, times as 15:04,
// yes/no as yes, no, ya, tidak, y, n, true or false. Numbers and money are
// kept exactly and written the shortest way: "007" is "7" and "2.40" is
// "2.4". Texts are cleaned (CleanText) and trimmed. Nothing but space is the
// empty Value for every type: whether a field may be empty is decided where
// work is completed. Bounds and "scan = field" are left to CheckValue. The
// error is a *Refusal with CodeBadValue, CodeNotAChoice or CodeTooLong.
func ParseValue(f Field, raw string) (Value, error) {
	if utf8.RuneCountInString(raw) > MaxText {
		return Value{}, tooLong(f)
	}
	text := strings.TrimSpace(CleanText(raw))
	if saysNothing(text) {
		return Value{}, nil
	}
	if f.Type == ListField {
		return parseList(text), nil
	}
	text, err := canonicalText(f, text)
	if err != nil {
		return Value{}, err
	}
	return Value{Text: text}, nil
}

// ParseGiven is ParseValue for what people write into commands and tables: of an
// amount of money such as 95.000 nobody knows whether it is 95 or 95000, so it is
// refused, and never taken for either.
func ParseGiven(f Field, raw string) (Value, error) {
	text := strings.TrimSpace(raw)
	if f.Type == MoneyField && regexp.MustCompile(`^[+-]?[0-9]{1,3}(\.[0-9]{3})+$`).MatchString(text) {
		whole := strings.ReplaceAll(text, ".", "")
		return Value{}, badValue(f, text, Say{
			EN: "an amount that can be read in one way only: %s, or %s.00",
			ID: "jumlah yang hanya bisa dibaca satu cara: %s, atau %s.00",
		}.with(whole, text[:strings.IndexByte(text, '.')]))
	}
	return ParseValue(f, raw)
}

// CheckValue reports what keeps a value from being recorded in its field:
// a form that is not canonical, a number outside its bounds, an answer that
// is not a choice, a scan that differs from the field it must be equal to,
// looked up in fields. An empty value is fine. The error is a *Refusal.
func CheckValue(f Field, v Value, fields Values) error {
	if v.Empty() {
		return nil
	}
	if f.Type == ListField {
		return checkList(f, v)
	}
	if len(v.Items) > 0 {
		return badValue(f, v.String(), Say{EN: "one value, not a list", ID: "satu nilai, bukan daftar"})
	}
	same, err := ParseValue(f, v.Text)
	switch {
	case err != nil:
		return err
	case same.Text != v.Text:
		return badValue(f, v.Text, Say{EN: `"%s"`, ID: `"%s"`}.with(same.Text))
	case f.Type == NumberField || f.Type == MoneyField:
		return checkBounds(f, v.Text)
	case f.Type == ScanField && f.Equals != "":
		return checkScan(f, v.Text, fields[f.Equals].String())
	}
	return nil
}

func parseList(text string) Value {
	var v Value
	for _, item := range strings.Split(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			v.Items = append(v.Items, item)
		}
	}
	return v
}

func checkList(f Field, v Value) error {
	if v.Text != "" {
		return badValue(f, v.Text, Say{EN: "a list", ID: "daftar"})
	}
	length := 0
	for _, item := range v.Items {
		length += utf8.RuneCountInString(item) + 1
		if item == "" || item != strings.TrimSpace(CleanText(item)) {
			return badValue(f, item, Say{EN: "entries without hidden characters, none of them empty", ID: "entri tanpa karakter tersembunyi dan tidak ada yang kosong"})
		}
	}
	if length > MaxText+1 {
		return tooLong(f)
	}
	return nil
}

// canonicalText reads every type but list; text is clean and not empty.
func canonicalText(f Field, text string) (string, error) {
	switch f.Type {
	case NumberField, MoneyField:
		return parseAmount(f, text)
	case DateField:
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return "", badValue(f, text, Say{EN: "a date such as 2026-11-24 (year-month-day)", ID: "tanggal seperti 2026-11-24 (tahun-bulan-hari)"})
		}
	case TimeField:
		t, err := time.Parse("15:04", strings.Replace(text, ".", ":", 1))
		if err != nil {
			return "", badValue(f, text, Say{EN: "a time such as 16:30", ID: "jam seperti 16:30"})
		}
		return t.Format("15:04"), nil
	case YesNoField:
		return parseYesNo(f, text)
	case ChoiceField:
		c := f.choiceNamed(text)
		if c == "" {
			return "", refuse(CodeNotAChoice, Say{
				EN: `%s: "%s" is not one of the answers; choose one of: %s`,
				ID: `%s: "%s" tidak ada dalam pilihan; pilih salah satu: %s`,
			}, nameLabel(f.Name), shorten(text), choiceLabels(f))
		}
		return c, nil
	case PhoneField:
		if !phoneNumber(text) {
			return "", badValue(f, text, Say{EN: "a phone number such as 0812-3456-7890 or +62 812 3456 7890", ID: "nomor telepon seperti 0812-3456-7890 atau +62 812 3456 7890"})
		}
	}
	return text, nil
}

func parseYesNo(f Field, text string) (string, error) {
	switch strings.ToLower(text) {
	case "yes", "y", "ya", "true":
		return "yes", nil
	case "no", "n", "tidak", "false":
		return "no", nil
	}
	return "", badValue(f, text, Say{EN: "yes or no", ID: "ya atau tidak"})
}

// phoneNumber is lenient on purpose: people write numbers in many ways, and a
// number is never changed.
func phoneNumber(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune("+-() ./", r):
			return false
		}
	}
	return digits >= 3 && len(text) <= 40
}

func checkScan(f Field, got, want string) error {
	switch {
	case want == "":
		return refuse(CodeWrongScan, Say{
			EN: `%s: there is nothing to compare the scan with, because %s is empty`,
			ID: `%s: hasil scan tidak bisa dicocokkan karena %s masih kosong`,
		}, nameLabel(f.Name), nameLabel(f.Equals))
	case got != want:
		return refuse(CodeWrongScan, Say{
			EN: `%s: "%s" was scanned, but %s is "%s"; check that this belongs to the case`,
			ID: `%s: yang discan "%s", padahal %s adalah "%s"; periksa apakah ini milik kasus tersebut`,
		}, nameLabel(f.Name), shorten(got), nameLabel(f.Equals), shorten(want))
	}
	return nil
}

func tooLong(f Field) error {
	return refuse(CodeTooLong, Say{
		EN: `%s: the text is too long; at most %d characters are kept`,
		ID: `%s: teksnya terlalu panjang; paling banyak %d karakter`,
	}, nameLabel(f.Name), MaxText)
}

// badValue says what was typed and what is wanted instead.
func badValue(f Field, got string, want any) error {
	return refuse(CodeBadValue, Say{
		EN: `%s: "%s" does not fit; wanted is %s`,
		ID: `%s: "%s" tidak cocok; yang diminta %s`,
	}, nameLabel(f.Name), shorten(got), want)
}
