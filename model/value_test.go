package model_test

import (
	"strings"
	"testing"
	"unicode"

	"alur/model"

	"pgregory.net/rapid"
)

func field(t *testing.T, text string) model.Field {
	t.Helper()
	f, err := model.ParseField("entry", text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestValuesBecomeCanonical(t *testing.T) {
	for _, c := range []struct{ kind, raw, want string }{
		{"text", "  Bu Rina\t(Sari)  ", "Bu Rina (Sari)"},
		{"text", "Jl. Melati 5\r\nBandung", "Jl. Melati 5 Bandung"},
		{"text", "Ani\x1b[31m\u202e", "Ani\uFFFD[31m\uFFFD"},
		{"number", "007", "7"},
		{"number", "2.40", "2.4"},
		{"number", "-0.0", "0"},
		{"number", "0.1000000000000000055", "0.1000000000000000055"},
		{"money", "185000.50", "185000.5"},
		{"money", "141.46", "141.46"},
		{"date", "2026-11-24", "2026-11-24"},
		{"time", "9:05", "09:05"},
		{"time", "16.30", "16:30"},
		{"yes/no", "Ya", "yes"},
		{"yes/no", "tidak", "no"},
		{"yes/no", "FALSE", "no"},
		{"prepaid | COD", "cod", "COD"},
		{"list", "lamp, cable ,, shade ", "lamp, cable, shade"},
		{"phone", "+62 812-3456-7890", "+62 812-3456-7890"},
		{"scan", "A-1043\n", "A-1043"},
		{"number", "   ", ""},
	} {
		f := field(t, c.kind)
		v, err := model.ParseValue(f, c.raw)
		if err != nil || v.String() != c.want {
			t.Errorf("%s %q = %q, %v; want %q", c.kind, c.raw, v, err, c.want)
		}
		if err := model.CheckValue(f, v, nil); err != nil {
			t.Errorf("%s %q was read, then refused: %v", c.kind, c.raw, err)
		}
	}
}

func TestValuesThatDoNotFitSayWhatIsWanted(t *testing.T) {
	for _, c := range []struct {
		kind, raw string
		code      model.Code
		en, id    string
	}{
		{"number", "2,4", model.CodeBadValue, `entry: "2,4" does not fit; wanted is a number such as 1234.5, with a point and nothing between the thousands`, `entry: "2,4" tidak cocok; yang diminta angka seperti 1234.5, dengan titik untuk desimal dan tanpa pemisah ribuan`},
		{"number", "1e3", model.CodeBadValue, `"1e3" does not fit`, `"1e3" tidak cocok`},
		{"number", ".5", model.CodeBadValue, `".5" does not fit`, `".5" tidak cocok`},
		{"number", strings.Repeat("9", 31), model.CodeBadValue, `does not fit`, `tidak cocok`},
		{"money", "1.23456", model.CodeBadValue, `at most 4 decimals`, `paling banyak 4 angka desimal`},
		{"date", "24/11/2026", model.CodeBadValue, `a date such as 2026-11-24`, `tanggal seperti 2026-11-24`},
		{"date", "2026-02-30", model.CodeBadValue, `a date such as`, `tanggal seperti`},
		{"time", "25:00", model.CodeBadValue, `a time such as 16:30`, `jam seperti 16:30`},
		{"yes/no", "maybe", model.CodeBadValue, `yes or no`, `ya atau tidak`},
		{"prepaid | cod", "card", model.CodeNotAChoice, `choose one of: prepaid, COD`, `pilih salah satu: bayar di muka, COD`},
		{"phone", "call Budi", model.CodeBadValue, `a phone number such as`, `nomor telepon seperti`},
		{"text", strings.Repeat("é", 10_001), model.CodeTooLong, `at most 10000 characters`, `paling banyak 10000 karakter`},
	} {
		_, err := model.ParseValue(field(t, c.kind), c.raw)
		r := model.Refused(err)
		if r == nil || r.Code != c.code || !strings.Contains(r.In(model.English), c.en) || !strings.Contains(r.In(model.Indonesian), c.id) {
			t.Errorf("%s %.20q: %v", c.kind, c.raw, err)
		}
	}
}

func TestCheckValueHoldsWhatNoScreenChecked(t *testing.T) {
	order := model.Values{"order_no": {Text: "A-1043"}}
	for _, c := range []struct {
		kind  string
		value model.Value
		code  model.Code
	}{
		{"number kg 0.1..30", model.Value{Text: "0.1"}, ""},
		{"number kg 0.1..30", model.Value{Text: "30"}, ""},
		{"number kg 0.1..30", model.Value{Text: "30.01"}, model.CodeOutOfRange},
		{"number 0..", model.Value{Text: "-1"}, model.CodeOutOfRange},
		{"number ..5", model.Value{Text: "10"}, model.CodeOutOfRange},
		{"number", model.Value{Text: "007"}, model.CodeBadValue},
		{"number", model.Value{Text: "heavy"}, model.CodeBadValue},
		{"text", model.Value{Text: "a\u200bb"}, model.CodeBadValue},
		{"text", model.Value{Items: []string{"lamp"}}, model.CodeBadValue},
		{"list", model.Value{Items: []string{"lamp", "cable"}}, ""},
		{"list", model.Value{Items: []string{"lamp", " "}}, model.CodeBadValue},
		{"list", model.Value{Text: "lamp"}, model.CodeBadValue},
		{"list", model.Value{Items: []string{strings.Repeat("x", 10_002)}}, model.CodeTooLong},
		{"prepaid | cod", model.Value{Text: "card"}, model.CodeNotAChoice},
		{"scan = order_no", model.Value{Text: "A-1043"}, ""},
		{"scan = order_no", model.Value{Text: "A-1044"}, model.CodeWrongScan},
		{"scan = parcel_no", model.Value{Text: "A-1043"}, model.CodeWrongScan},
		{"scan = order_no", model.Value{}, ""},
	} {
		r := model.Refused(model.CheckValue(field(t, c.kind), c.value, order))
		var code model.Code
		if r != nil {
			code = r.Code
		}
		if code != c.code {
			t.Errorf("%s %v: %q (%v), want %q", c.kind, c.value, code, r, c.code)
		}
	}
}

func TestWhateverIsReadPassesTheCheck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyField(t)
		f.Min, f.Max, f.Equals = "", "", ""
		if f.Type == model.MoneyField {
			f.Min = "-999999999999" // Without a bound money is not below 0.
		}
		raw := rapid.OneOf(rapid.String(), rapid.StringMatching(`-?[0-9.,: ]{1,12}`), rapid.SampledFrom(append(f.Choices, "yes", "2026-01-31"))).Draw(t, "raw")
		v, err := model.ParseValue(f, raw)
		if err != nil {
			if model.Refused(err) == nil {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		if err := model.CheckValue(f, v, nil); err != nil {
			t.Fatalf("%q was read as %q, then refused: %v", raw, v, err)
		}
		if again, err := model.ParseValue(f, v.Text); f.Type != model.ListField && (err != nil || !again.Equal(v)) {
			t.Fatalf("%q was read as %q, then as %q, %v", raw, v, again, err)
		}
	})
}

func TestCleanTextHidesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.String().Draw(t, "raw")
		clean := model.CleanText(raw)
		if model.CleanText(clean) != clean {
			t.Fatalf("not idempotent: %q", clean)
		}
		for _, r := range clean {
			if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("%q kept %U", raw, r)
			}
		}
	})
	if got := model.CleanLines("Count twice.\r\nThen\tsign\u200b."); got != "Count twice.\nThen sign\uFFFD." {
		t.Errorf("CleanLines: %q", got)
	}
	if got := model.CleanText("caf\xe9 ♥ 店"); got != "caf\uFFFD ♥ 店" {
		t.Errorf("CleanText: %q", got)
	}
}
