package model

import (
	"slices"
	"strings"
	"testing"
)

// FuzzTyped is FuzzTexts for what people type into settings, forms and flags.
func FuzzTyped(f *testing.F) {
	for _, text := range []string{
		"1.234,5", "1,234.5", "-1.234", "2.4", "2,4", "12.34.567", "007", "1.", ",5", "-", "--1", "1e9", "+5", "95.000", " -1.500 ", "１２", "9.9.9", strings.Repeat("9", 40),
		"held, message", "none", "HELD\tOverdue,none", "held;message", "\f", "held\u00a0none", ", ,", "pin", "warehouse, check", " shop ,shop,\u202e,a\nb", "3 long", "1 ", "+7 x y",
		"sari@toko.id", "0812-3456-7890", "+62 (812) 3456", "a@b@c.d:25", "shop@example.com@smtp.example.com:587", "shop@example.com@[::1]:465", "a@b.c\r\nBcc: x@y.z", "@:", "a@:1", "a..b@c.d",
		"order.lines.0.sku", "lines.*.{quantity} x {name}", "total else 0", "a.{b", "{}.a", " else ", "messages.txt", "../x.txt", "CON.txt", "https://example.com/hook", "\x00\u200b", "",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		typedNumbers(t, text)
		typedLists(t, text)
		typedAddresses(t, text)
		if round, kind, ok := ParseTimer(text); ok {
			again := Timer{Round: round, Kind: kind}.String()
			if r, k, ok := ParseTimer(again); !ok || r != round || k != kind {
				t.Errorf("timer %q is %q, and that %d %q, %v", text, again, r, k, ok)
			}
		}
		if p, ok := parsePlace(text); ok {
			doc := map[string]any{"a": []any{map[string]any{"b": "1"}, 2.0, nil}}
			for _, field := range condFields() {
				_, err := p.value(field, doc)
				inBothLanguages(t, "place", text, err)
			}
		}
	})
}

// typedNumbers: a number that is taken is shown as one that is taken for the same.
func typedNumbers(t *testing.T, text string) {
	t.Helper()
	for _, field := range []Field{{Name: "weight", Type: NumberField}, {Name: "total", Type: MoneyField}} {
		for _, decimal := range []string{",", "."} {
			number, err := ParseLocalNumber(field, text, decimal)
			inBothLanguages(t, "number", text, err)
			if err != nil || number == "" {
				continue
			}
			canonical, ok := canonicalNumber(number)
			again, err := ParseLocalNumber(field, FormatNumber(canonical, decimal), decimal)
			if !ok || err != nil || again != canonical {
				t.Errorf("%q is %q, shown as %q, and that is %q, %v", text, number, FormatNumber(canonical, decimal), again, err)
			}
		}
		given, err := ParseGiven(field, text)
		inBothLanguages(t, "amount", text, err)
		if value, verr := ParseValue(field, text); err == nil && (verr != nil || !value.Equal(given)) {
			t.Errorf("%q is given as %v, and read as %v, %v", text, given, value, verr)
		}
	}
}

// typedLists: what was put in order stays as it is.
func typedLists(t *testing.T, text string) {
	t.Helper()
	roles := tidyRoles(strings.Split(text, ","))
	if again := tidyRoles(roles); !slices.Equal(again, roles) || !slices.IsSorted(roles) || len(slices.Compact(slices.Clone(roles))) != len(roles) {
		t.Errorf("the roles %q are %q, and those %q", text, roles, again)
	}
	for _, role := range roles {
		if CleanText(role) != role || strings.TrimSpace(role) != role || role == "" {
			t.Errorf("the role %q of %q", role, text)
		}
	}
	tidy := tidyWake(text)
	kinds, strange := parseWake(text)
	again, strangeAgain := parseWake(tidy)
	for _, kind := range Callable() {
		if slices.Contains(kinds, kind) != slices.Contains(again, kind) {
			t.Errorf("%q wakes for %v, and %q for %v", text, kinds, tidy, again)
		}
	}
	if strange != strangeAgain || tidyWake(tidy) != tidy {
		t.Errorf("%q is %q, with %q and %q", text, tidy, strange, strangeAgain)
	}
	inBothLanguages(t, "wake_owner", text, (&Settings{WakeOwner: text}).checkWake())
}

// typedAddresses: what is an address holds nothing that could be a line of its own in
// a mail, and the parts of a server are those of its text.
func typedAddresses(t *testing.T, text string) {
	t.Helper()
	mail, phone := splitAddress(text)
	for _, is := range []bool{IsEmail(text), mail != "", phoneNumber(text)} {
		if is && (CleanText(text) != text || strings.ContainsAny(text, "<>\"\\\r\n")) {
			t.Errorf("%q is an address", text)
		}
	}
	if mail != "" && (phone != "" || !IsEmail(mail)) || IsEmail(text) && phoneNumber(text) {
		t.Errorf("%q is the mail address %q and the phone number %q", text, mail, phone)
	}
	if name, host, port, ok := SplitSMTP(text); ok && (name+"@"+host+":"+port != text || name == "" || host == "" || port == "" || strings.ContainsAny(host+port, "@")) {
		t.Errorf("%q is %q at %q, %q", text, name, host, port)
	}
	for _, tell := range []Tell{{Email: text}, {Phone: text}, {SMTP: text}, {File: text}, {URL: text}} {
		err := tell.check()
		inBothLanguages(t, "way to tell", text, err)
		if plain := tell.URL == "" && tell.SMTP == ""; err == nil && plain && CleanText(text) != text {
			t.Errorf("%+v leads somewhere", tell)
		}
	}
	if plainFileName(text) && strings.ContainsAny(text, "/\\:\x00") {
		t.Errorf("%q is a name in the folder", text)
	}
}
