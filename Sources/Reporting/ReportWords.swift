/// What types are called on the page.
enum ReportWords {
    static func label(_ label: String) -> String { labels[label] ?? label }
    static func event(_ type: String) -> String { events[type] ?? type }
    static func relation(_ type: String) -> String { relations[type] ?? type }

    static func attribute(_ name: String) -> String { attributes[name] ?? events[name] ?? relations[name] ?? name }

    static func why(_ text: String) -> String { text.split(separator: ";").map { reasons[String($0.drop { $0 == " " })] ?? String($0) }.joined(separator: "، ") }

    static let labelOrder = ["PERS", "ORG", "GPE", "LOC", "FAC", "NORP", "OCC", "EVENT", "DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "UNIT",
                             "MONEY", "CURR", "LAW", "PRODUCT", "LANGUAGE", "WEBSITE"]

    private static let labels = ["PERS": "شخص", "ORG": "منظمة", "GPE": "بلد أو مدينة", "LOC": "موقع", "FAC": "منشأة", "NORP": "جماعة", "OCC": "منصب", "EVENT": "حدث",
                                 "DATE": "تاريخ", "TIME": "وقت", "CARDINAL": "عدد", "ORDINAL": "ترتيب", "PERCENT": "نسبة", "QUANTITY": "كمية", "UNIT": "وحدة",
                                 "MONEY": "مبلغ", "CURR": "عملة", "LAW": "قانون", "PRODUCT": "منتج", "LANGUAGE": "لغة", "WEBSITE": "موقع إلكتروني"]

    private static let events = ["Attack": "هجوم", "Die": "مقتل", "Injure": "إصابة", "Arrest": "اعتقال", "Abduct": "خطف", "ClaimResponsibility": "تبنٍّ", "Accuse": "اتهام",
                                 "Condemn": "إدانة", "Threaten": "تهديد", "Demand": "مطالبة", "Meet": "لقاء", "Travel": "سفر", "Control": "سيطرة", "Displace": "نزوح",
                                 "Demonstrate": "تظاهر", "Agree": "اتفاق", "Appoint": "تعيين", "Resign": "استقالة"]

    private static let relations = ["position_held": "يشغل منصب", "member_of": "عضو في", "military_rank": "رتبته", "part_of": "جزء من", "located_in": "يقع في",
                                    "country_of": "من بلد", "family": "قريب", "also_known_as": "يُعرف أيضا باسم"]

    private static let attributes = ["Die.count": "عدد القتلى", "Injure.count": "عدد الجرحى", "Arrest.count": "عدد المعتقلين", "Abduct.count": "عدد المخطوفين",
                                     "Displace.count": "عدد النازحين", "military_rank": "الرتبة العسكرية", "position_held": "شاغل المنصب",
                                     "responsible_for": "الجهة المسؤولة", "date": "التاريخ", "place": "المكان"]

    private static let reasons = [
        "same id": "معرّف واحد", "same full name": "اسم كامل واحد", "short name in shared context": "اسم مختصر في سياق مشترك",
        "name that sounds alike in shared context": "اسم متشابه النطق في سياق مشترك", "same date": "تاريخ واحد", "dates close to each other": "تاريخان متقاربان",
        "same place": "مكان واحد", "one place lies in the other": "مكان داخل الآخر", "same persons": "أشخاص مشتركون", "same participants": "أطراف مشتركة",
        "same name of the event": "تسمية واحدة للحدث", "same figure": "رقم واحد", "same means": "وسيلة واحدة", "same words for those involved": "ألفاظ واحدة للأطراف",
        "two ranks at one time": "رتبتان في وقت واحد", "two holders of one post at one time": "شاغلان لمنصب واحد في وقت واحد",
        "a vague figure and another": "رقم تقريبي ورقم آخر", "figures differ": "أرقام مختلفة", "a later figure replaces an earlier one": "رقم أحدث يحل محل سابقه",
        "a part is larger than the whole": "جزء أكبر من الكل", "different parties held responsible": "جهات مختلفة تُحمَّل المسؤولية",
        "claimed or blamed on, and denied": "إثبات ونفي", "different dates": "تواريخ مختلفة", "different places": "أماكن مختلفة", "asserted and denied": "إثبات ونفي",
    ]
}
