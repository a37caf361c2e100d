package model

import (
	"reflect"
	"time"
	"unicode/utf8"
)

// CheckTexts refuses an act that carries a longer text than alur takes, which
// holds for every act and every text of it: many have to be shorter still, and
// say so where they are decided. Values have a rule of their own (CheckValue);
// what alur itself tells the owner is cut instead, so that it is told at all.
func CheckTexts(act Act) error {
	switch act.(type) {
	case MakeDigest, TellTheOwner, NoteMessage, CallOwner:
		return nil
	}
	short := eachText(reflect.ValueOf(act), func(text string) bool {
		return len(text) <= MaxText || utf8.RuneCountInString(text) <= MaxText
	})
	if short {
		return nil
	}
	return refuse("long_text", Say{
		EN: "That is too long: %d letters at most.",
		ID: "Itu terlalu panjang: paling banyak %d huruf.",
	}, MaxText)
}

// checkVisible refuses a definition with characters that nobody can see: a
// line of it could be turned round on the screens.
func checkVisible(p Process) error {
	hidden := ""
	eachText(reflect.ValueOf(p), func(text string) bool {
		if CleanLines(text) != text {
			hidden = text
		}
		return hidden == ""
	})
	if hidden == "" {
		return nil
	}
	return refuse("hidden_text", Say{
		EN: "The process can't be published: characters that nobody can see stand in %q.",
		ID: "Proses tidak bisa diterbitkan: ada karakter yang tidak terlihat di %q.",
	}, shorten(hidden))
}

// eachText visits the texts of a value until one is not well, and reports
// whether all are. Those in values of fields are left out.
func eachText(v reflect.Value, well func(string) bool) bool {
	switch v.Kind() {
	case reflect.String:
		return well(v.String())
	case reflect.Pointer, reflect.Interface:
		return v.IsNil() || eachText(v.Elem(), well)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if !eachText(v.Index(i), well) {
				return false
			}
		}
	case reflect.Map:
		for of := v.MapRange(); of.Next(); {
			if !eachText(of.Key(), well) || !eachText(of.Value(), well) {
				return false
			}
		}
	case reflect.Struct:
		switch v.Type() {
		case reflect.TypeFor[time.Time](), reflect.TypeFor[Value]():
			return true
		}
		for i := range v.NumField() {
			if !eachText(v.Field(i), well) {
				return false
			}
		}
	}
	return true
}
