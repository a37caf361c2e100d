package model_test

import (
	"regexp"
	"testing"

	"alur/model"

	"pgregory.net/rapid"
)

func TestSlugsOfWordsFromAShop(t *testing.T) {
	for text, want := range map[string]string{
		"Check the goods by hand and eye":                        "check-the-goods-by-hand-and-eye",
		"Unlock and switch on the lights":                        "unlock-and-switch-on-the-lights",
		"  Don't   ship — yet!  ":                                "dont-ship-yet",
		"Crème brûlée à emporter":                                "creme-brulee-a-emporter",
		"Straße nach Łódź":                                       "strasse-nach-lodz",
		"Buka toko & hitung kas (2x)":                            "buka-toko-hitung-kas-2x",
		"Ask the customer whether all is well, and for a review": "ask-the-customer-whether-all-is-well-and",
		"Øresund æ œ ð đ þ ı ²":                                  "oresund-ae-oe-d-d-th-i-2",
		"Kassa no\u0301ve":                                       "kassa-nove",
		"検品する":                                                   "jian-pin-suru",
		"检查货物":                                                   "jian-cha-huo-wu",
		"상품 확인":                                                  "sangpum-hwagin",
		"проверить товар":                                        "proverit-tovar",
		"رد البضائع":                                             "rd-lbdy",
		"คืนสินค้า":                                              "khuuensinkhaa",
		"हिन्दी ٣":                                               "hindii-3",
		"📦 → ✓":                                                  "step",
		"":                                                       "step",
		"Pertanggungjawabankeuanganperusahaandagangkecil":        "pertanggungjawabankeuanganperusahaandaga",
	} {
		if got := model.Slug(text); got != want {
			t.Errorf("Slug(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestASlugIsAlwaysAnID(t *testing.T) {
	shape := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	rapid.Check(t, func(t *rapid.T) {
		slug := model.Slug(rapid.String().Draw(t, "text"))
		if !shape.MatchString(slug) || len(slug) > 40 {
			t.Fatalf("not an id: %q", slug)
		}
		if again := model.Slug(slug); again != slug {
			t.Fatalf("Slug(%q) = %q", slug, again)
		}
	})
}
